import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { views } from '#db/schema/views.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { showsNobody } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { refuse, wanted } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { verdictOn } from '#server/vocabulary/moderation.ts'
import { takesViews } from '#server/vocabulary/step.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { cardIdOf } from './add-view.ts'
import type { DeleteViewInput, EditViewInput } from './input.ts'

/** Changes one's own view while it is private. Once it is shown it is a card, and is changed on the board. */
export async function editView(
  { db, clock, announce }: Work,
  proven: Seat,
  { viewId, place, facet, text: typed, key }: EditViewInput,
): Promise<void> {
  const text = wanted(readText(typed, LIMITS.viewText))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, proven.sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (!(await firstTimeIn(tx, session, seat, key, clock.now()))) return
    const before = await mustBePrivate(tx, session, seat, viewId)
    await tx
      .update(views)
      .set({ place, facet, text, verdict: verdictOn(before.verdict, before.text === text) })
      .where(ownPrivate(session, seat, viewId))
  })
  announce(proven.sessionId, 'views')
}

/** Deletes one's own view while it is private. */
export async function deleteView(
  { db, clock, announce }: Work,
  proven: Seat,
  { viewId, key }: DeleteViewInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, proven.sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (!(await firstTimeIn(tx, session, seat, key, clock.now()))) return
    await mustBePrivate(tx, session, seat, viewId)
    await tx.delete(views).where(ownPrivate(session, seat, viewId))
  })
  announce(proven.sessionId, 'views')
}

const own = (session: Session, seat: Seat, viewId: string) =>
  and(
    eq(views.networkId, seat.networkId),
    eq(views.sessionId, session.id),
    eq(views.id, cardIdOf(session, seat, viewId)),
    showsNobody(session) ? isNull(views.seatId) : eq(views.seatId, seat.id),
  )
const ownPrivate = (session: Session, seat: Seat, viewId: string) =>
  and(own(session, seat, viewId), isNull(views.shownAt))

async function mustBePrivate(tx: Pick<Db, 'select'>, session: Session, seat: Seat, viewId: string) {
  if (session.closedAt) throw refuse('session.closed')
  if (!takesViews(session.step)) throw refuse('view.not_the_time', { step: session.step })
  const [view] = await tx
    .select({ shownAt: views.shownAt, text: views.text, verdict: views.verdict })
    .from(views)
    .where(own(session, seat, viewId))
  if (!view) throw refuse('not_found')
  if (view.shownAt) throw refuse('view.already_shown')
  return view
}
