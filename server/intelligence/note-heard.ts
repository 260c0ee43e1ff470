import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { noteReaders, notes } from '#db/schema/intelligence.ts'
import { members } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findAuthoriserLabels } from '#server/authoriser/find-labels.ts'
import { fieldDayOrNone, fieldDayUntil, fieldName, fieldText } from '#server/field.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { findLines } from '#server/statement/find.ts'
import { type NetworkId, type NoteId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { NoteHeardInput } from './input.ts'

/** Keeps what a member heard or saw, as coming from the partner they speak for. Observers only look on. */
export async function noteHeard(
  { db, clock }: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  input: NoteHeardInput,
): Promise<NoteId> {
  if (by.role === 'observer') throw refuse('observers_only_look')
  const text = fieldText('heard', input.text, LIMITS.note)
  const heardOn = fieldDayUntil('heardOn', input.heardOn, await todayIn({ db, clock }, by.networkId))
  const recheckBy = fieldDayOrNone('recheckBy', input.recheckBy)
  const readers = [...new Set(input.sensitivity === 'group' ? input.readers : [])]
  if (input.sensitivity === 'group' && readers.length === 0) throw refuse('field.needed', { field: 'readers' })
  const { networkId, userId } = by
  const partnerId = (await partnerOfDelegate(db, networkId, userId)) ?? null
  const id = input.id ?? newId<'note'>()
  await db.transaction(async (tx) => {
    const about = await readAbout(tx, networkId, input)
    await mustBelong(tx, networkId, readers)
    const row = {
      ...{ networkId, id, byUserId: userId, partnerId, text, aboutKind: input.aboutKind, about, heardOn, recheckBy },
      ...{ closeness: input.closeness, confidence: input.confidence, sensitivity: input.sensitivity },
      notedAt: clock.now(),
    }
    const made = await tx.insert(notes).values(row).onConflictDoNothing().returning({ id: notes.id })
    if (made.length === 0) return
    if (readers.length > 0)
      await tx.insert(noteReaders).values(readers.map((reader) => ({ networkId, noteId: id, userId: reader })))
  })
  return id
}

/** What a note is about, as it is stored; refused when the network has no such thing. */
async function readAbout(tx: Pick<Db, 'select'>, networkId: NetworkId, input: NoteHeardInput): Promise<string> {
  const { aboutKind, about } = input
  if (aboutKind === 'topic') return fieldName('about', about, LIMITS.title)
  if (about.trim() === '') throw refuse('field.needed', { field: 'about' })
  const known = {
    statement: async () => (await findLines(tx, networkId)).some(({ id }) => id === about),
    authoriser: async () => (await findAuthoriserLabels(tx, networkId)).has(about),
    partner: async () => (await findPartners(tx, networkId)).some(({ id }) => id === about),
  }
  if (!(await known[aboutKind]())) throw refuse('note.about_unknown')
  return about
}

async function mustBelong(tx: Pick<Db, 'select'>, networkId: NetworkId, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const ofThem = and(eq(members.networkId, networkId), inArray(members.userId, [...people]), isNull(members.endedAt))
  const there = await tx.select({ userId: members.userId }).from(members).where(ofThem)
  if (there.length !== people.length) throw refuse('note.reader_unknown')
}
