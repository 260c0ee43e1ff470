import { and, asc, count, countDistinct, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Session } from '#server/session/find.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'

export interface OwnView {
  viewId: string
  place: Place
  facet: Facet | null
  text: string
  shown: boolean
}

/** What the holder of this seat has written, the oldest first. Nobody else's. */
export async function findOwnViews(db: Db, seat: Seat): Promise<OwnView[]> {
  const rows = await db
    .select()
    .from(views)
    .where(and(eq(views.networkId, seat.networkId), eq(views.seatId, seat.id)))
    .orderBy(asc(views.createdAt), asc(views.id))
  return rows.map(({ id, place, facet, text, shownAt }) => ({
    viewId: id.slice(seat.id.length + 1),
    place,
    facet,
    text,
    shown: shownAt !== null,
  }))
}

/** How many views a session holds and from how many partners (0 where the workshop shows nobody). Counts alone, so that it may be told before they are shown. */
export async function countViews(
  db: Db,
  session: Pick<Session, 'networkId' | 'id'>,
): Promise<{ count: number; partners: number }> {
  const [row] = await db
    .select({ count: count(), partners: countDistinct(seats.partnerId) })
    .from(views)
    .leftJoin(seats, and(eq(seats.networkId, views.networkId), eq(seats.id, views.seatId)))
    .where(and(eq(views.networkId, session.networkId), eq(views.sessionId, session.id)))
  return { count: row?.count ?? 0, partners: row?.partners ?? 0 }
}

/** The cards of views that the convenor took off the board. */
export async function findHiddenViews(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
): Promise<ReadonlySet<string>> {
  const hidden = and(eq(views.networkId, networkId), eq(views.sessionId, id), eq(views.verdict, 'hidden'))
  return new Set((await db.select({ id: views.id }).from(views).where(hidden)).map((view) => view.id))
}
