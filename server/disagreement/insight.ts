import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { partners } from '#db/schema/networks.ts'
import { insights } from '#db/schema/showings.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { noteChange } from '#server/change/note-change.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import { newId, type PartnerId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { answersShown } from './answers-shown.ts'

/** The partners that let those who run the workshop see where their own people are split. */
export async function findInsights(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
): Promise<PartnerId[]> {
  const standing = and(eq(insights.networkId, networkId), eq(insights.sessionId, id), isNull(insights.endedAt))
  const rows = await db.select({ partnerId: insights.partnerId }).from(insights).where(standing)
  return rows.map(({ partnerId }) => partnerId as PartnerId)
}

/** Whether one's own organisation lets those who run the workshop see where it is split. */
export async function findOwnInsight(db: Db, { networkId, sessionId, partnerId }: Seat): Promise<boolean> {
  return partnerId !== null && (await findInsights(db, { networkId, id: sessionId })).includes(partnerId)
}

/**
 * Lets those who run the workshop see where one's own organisation is split, or takes that back at once. Any of its people
 * whose answers it was shown with may do either; what was done stands in the network's history, without who of them did it.
 * Twice is once. Once the workshop is closed it can be taken back, and not be given.
 */
export async function allowInsight({ db, clock, announce }: Work, proven: Seat, allow: boolean): Promise<void> {
  const { networkId, sessionId } = proven
  await db.transaction(async (tx) => {
    // Two colleagues who press at once wait for each other here.
    const session = await holdSession(tx, sessionId)
    const seat = await seatNow(tx, proven)
    const { partnerId } = seat
    if (seat.kind !== 'participant' || !partnerId) throw refuse('seat.has_no_partner')
    if (allow && session.closedAt) throw refuse('session.closed')
    const shown = await answersShown(tx, session)
    const answered = shown.some(({ person, partner }) => person === seat.id && partner === partnerId)
    // Anybody can join under an organisation's name: that alone gives no say in it.
    if (!answered) throw refuse('inside.only_who_answered')
    const standing = (await findInsights(tx, session)).includes(partnerId)
    if (standing === allow) return
    const at = clock.now()
    const own = and(
      eq(insights.networkId, networkId),
      eq(insights.sessionId, sessionId),
      eq(insights.partnerId, partnerId),
    )
    if (allow)
      await tx
        .insert(insights)
        .values({ networkId, id: newId<'insight'>(), sessionId, partnerId, givenBySeat: seat.id, givenAt: at })
    else
      await tx
        .update(insights)
        .set({ endedAt: at, endedBySeat: seat.id })
        .where(and(own, isNull(insights.endedAt)))
    const theirs = and(eq(partners.networkId, networkId), eq(partners.id, partnerId))
    const [partner] = await tx.select({ name: partners.name }).from(partners).where(theirs)
    const fields = (allowed: boolean) => ({
      organisation: partner?.name ?? '',
      seesInside: allowed ? session.name : null,
    })
    await noteChange(tx, {
      ...{ networkId, at, by: null, noun: 'insight', thingId: partnerId, label: partner?.name ?? '' },
      before: fields(!allow),
      after: fields(allow),
    })
  })
  announce(sessionId, 'ratings')
}
