import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { views } from '#db/schema/views.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { authorIn, showsNobody, writtenAt } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { refuse, wanted } from '#server/refusal.ts'
import { holdSession, type Session, viewsAreShown } from '#server/session/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { takesViews } from '#server/vocabulary/step.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { AddViewInput } from './input.ts'

/** Who a card is by whose author nobody keeps. */
export const NOBODY = 'server'

/**
 * A view's card on the board begins with its author's seat, so that rights can be read off the path. Where the workshop shows
 * nobody it begins with nobody's: then whoever knows the view's own id, made on the phone that wrote it, may change it.
 */
export const cardIdOf = (session: Pick<Session, 'attribution'>, seat: Pick<Seat, 'id'>, viewId: string): string =>
  `${showsNobody(session) ? NOBODY : seat.id}.${viewId}`

/**
 * Adds what somebody thinks the network is or should be for. Until views are shown it stays in the table and nobody
 * else's browser receives it; afterwards it goes on the board. The same `viewId` twice adds one view, and one that was
 * deleted meanwhile does not come back when its first sending arrives late under the same `key`.
 */
export async function addView({ db, clock, announce }: Work, proven: Seat, input: AddViewInput): Promise<void> {
  const text = wanted(readText(input.text, LIMITS.viewText))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, proven.sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (seat.kind !== 'participant' || !seat.partnerId) throw refuse('seat.has_no_partner')
    const id = cardIdOf(session, seat, input.viewId)
    const nobody = showsNobody(session)
    // What was stored already is done, wherever the room and however full the list is by now.
    if (!(await firstTimeIn(tx, session, seat, input.key, clock.now())) || (await isThere(tx, seat, id))) return
    if (session.closedAt) throw refuse('session.closed')
    const onTheBoard = viewsAreShown(session)
    if (!takesViews(session.step) && !(input.late && onTheBoard))
      throw refuse('view.not_the_time', { step: session.step })
    const [theirs] = await tx
      .select({ n: count() })
      .from(views)
      .where(
        and(eq(views.networkId, seat.networkId), nobody ? eq(views.sessionId, session.id) : eq(views.seatId, seat.id)),
      )
    const limit = nobody ? LIMITS.cards : LIMITS.viewsPerSeat
    if ((theirs?.n ?? 0) >= limit) throw refuse('view.too_many', { limit })

    const now = writtenAt(session, clock.now())
    const view = {
      networkId: seat.networkId,
      id,
      sessionId: seat.sessionId,
      seatId: authorIn(session, seat),
      place: input.place,
      facet: input.facet ?? null,
      text,
      createdAt: now,
    }
    await tx
      .insert(views)
      .values({ ...view, shownAt: onTheBoard ? now : null })
      .onConflictDoNothing()
  })
  announce(proven.sessionId, 'views')
}

async function isThere(tx: Pick<Db, 'select'>, seat: Seat, id: string): Promise<boolean> {
  const theOne = and(eq(views.networkId, seat.networkId), eq(views.id, id))
  return (await tx.select({ id: views.id }).from(views).where(theOne)).length > 0
}
