import { eq } from 'drizzle-orm'
import {
  propositionDrafts,
  propositionPresent,
  propositionSlots,
  propositionVersions,
} from '#db/schema/propositions.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { findPartners } from '#server/network/find.ts'
import { holdNetwork } from '#server/network/hold-network.ts'
import { findParticipants } from '#server/participant/find.ts'
import { refuse } from '#server/refusal.ts'
import { findSession } from '#server/session/find.ts'
import { SLOTS } from '#server/vocabulary/proposition.ts'
import type { Work } from '#server/work.ts'
import { findVersions } from './find.ts'
import type { SaveVersionInput } from './input.ts'

/**
 * Makes a version of the draft, with who is present in the workshop it is saved in. From then on nobody changes it. Refused
 * when the draft is not what the writer saw, says nothing, or says what the last version says; but what was saved outside any
 * workshop can be saved once more in one, with those who are there.
 */
export async function saveVersion(
  { db, clock, announce }: Work,
  by: Pick<Membership, 'networkId' | 'userId'>,
  { sessionId, drafted }: SaveVersionInput,
): Promise<number> {
  const { networkId } = by
  const session = sessionId && (await findSession(db, sessionId))
  if (session && session.networkId !== networkId) throw refuse('not_found')
  if (session?.closedAt) throw refuse('session.closed')
  const no = await db.transaction(async (tx) => {
    await holdNetwork(tx, networkId)
    const draft = await tx.select().from(propositionDrafts).where(eq(propositionDrafts.networkId, networkId))
    if (draft.reduce((sum, { version }) => sum + version, 0) !== drafted) throw refuse('proposition.changed_meanwhile')
    const written = SLOTS.map((slot) => {
      const { text = '', sources = [] } = draft.find((one) => one.slot === slot) ?? {}
      return { slot, text, sources }
    })
    if (written.every(({ text }) => text === '')) throw refuse('proposition.empty')
    const [last] = await findVersions(tx, networkId)
    const isNew = !last || written.some(({ slot, text }) => last.slots[slot].text !== text)
    if (!isNew && !(session && last.sessionId === null)) throw refuse('proposition.nothing_new')

    const no = (last?.no ?? 0) + 1
    await tx.insert(propositionVersions).values({ networkId, no, sessionId, savedAt: clock.now(), savedBy: by.userId })
    await tx.insert(propositionSlots).values(written.map((one) => ({ networkId, no, ...one })))
    const people = session ? await findParticipants(tx, networkId, session.id) : []
    const named = session?.attribution === 'names'
    if (people.length > 0)
      await tx
        .insert(propositionPresent)
        .values(
          people.map(({ seatId, partnerId, name }) => ({ networkId, no, seatId, partnerId, name: named ? name : '' })),
        )
    const partners = (await findPartners(tx, networkId)).filter(({ id }) => people.some((one) => one.partnerId === id))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'proposition', thingId: networkId },
      label: written
        .map(({ text }) => text)
        .filter(Boolean)
        .join(' · '),
      before: last ? { versionNo: last.no } : {},
      after: { versionNo: no, present: partners.map(({ name }) => name) },
    })
    return no
  })
  if (sessionId) announce(sessionId, 'statements')
  return no
}
