import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { NoteHeardInput } from '#server/intelligence/input.ts'
import { joinNotes } from '#server/intelligence/join-notes.ts'
import { noteHeard } from '#server/intelligence/note-heard.ts'
import { addMember } from '#server/network/add-member.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId, NoteId, PartnerId, UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'

export interface DemoNote {
  text: string
  partner: string
  proximity: 'first_hand' | 'second_hand'
  sensitivity: 'network' | 'convenors' | 'named_group'
  about: string
}
interface Hearing {
  networkId: NetworkId
  convenor: UserId
  partnerIds: ReadonlyMap<string, PartnerId>
  /** The demo's own id of a statement -> its line. */
  lines: ReadonlyMap<string, string>
  scenario: {
    id: string
    partners: { id: string; label: string }[]
    statements: { id: string; text: string }[]
    intelligence: DemoNote[]
  }
}

/** Who writes the notes of a partner in the demo, and can sign in to read what happened with them. */
export const demoContributor = (scenario: string, partner: string): string => `${partner}@${scenario}.demo.example`

/** Fills what a demo network hears through the verbs that people's forms use; what several partners say is put together. */
export async function seedHearing(work: Work, hearing: Hearing): Promise<void> {
  const { networkId, convenor, scenario, partnerIds, lines } = hearing
  const bySubject = new Map<string, NoteId[]>()
  for (const note of scenario.intelligence) {
    const userId = await addMember(work, networkId, {
      email: demoContributor(scenario.id, note.partner),
      name: `Delegate of ${scenario.partners.find(({ id }) => id === note.partner)?.label ?? ''}`.slice(
        0,
        LIMITS.nameGraphemes,
      ),
      role: 'member',
      partnerId: partnerIds.get(note.partner) ?? null,
    })
    const by = (await membershipIn(work.db, { userId }, networkId)) as Membership
    const id = await noteHeard(
      work,
      by,
      NoteHeardInput.parse({
        ...{ text: note.text, aboutKind: 'statement', about: lines.get(note.about) },
        closeness: note.proximity === 'first_hand' ? 'saw' : 'told',
        sensitivity: note.sensitivity === 'named_group' ? 'group' : note.sensitivity,
        readers: note.sensitivity === 'named_group' ? [convenor] : [],
        heardOn: dayAt(work.clock.now(), FIRST_ZONE),
      }),
    )
    bySubject.set(note.about, [...(bySubject.get(note.about) ?? []), id])
  }
  const by = (await membershipIn(work.db, { userId: convenor }, networkId)) as Membership
  for (const [about, noteIds] of bySubject) {
    const title = scenario.statements.find(({ id }) => id === about)?.text.slice(0, LIMITS.title) ?? about
    if (noteIds.length > 1) await joinNotes(work, by, { noteIds, threadId: null, title })
  }
}
