import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import type { NetworkId, PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'
import type { Attribution } from '#server/vocabulary/role.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { findSession, viewsAreShown } from './find.ts'

/** A view that everybody may see, as it becomes a card. */
export interface PublishedView {
  id: string
  seatId: SeatId
  partnerId: PartnerId | null
  place: Place
  facet: Facet | null
  text: string
  createdAt: string
}

/** What the shared board may know of its session: the rules and the step, and the views once they are shown. */
export interface Published {
  networkId: NetworkId
  step: Step
  stepNo: number
  voice: Voice
  attribution: Attribution
  viewsShown: boolean
  closed: boolean
  views: PublishedView[]
}

/** What goes on the board from the tables. Views that were not shown are left out here, and so reach nobody. */
export async function readPublished(db: Db, sessionId: SessionId): Promise<Published> {
  const session = await findSession(db, sessionId)
  const shown = await db
    .select({ view: views, partnerId: seats.partnerId })
    .from(views)
    .innerJoin(seats, and(eq(seats.networkId, views.networkId), eq(seats.id, views.seatId)))
    .where(and(eq(views.networkId, session.networkId), eq(views.sessionId, sessionId), isNotNull(views.shownAt)))
    .orderBy(asc(views.createdAt), asc(views.id))
  return {
    networkId: session.networkId,
    step: session.step,
    stepNo: session.stepNo,
    voice: session.voice,
    attribution: session.attribution,
    viewsShown: viewsAreShown(session),
    closed: session.closedAt !== null,
    views: shown.map(({ view, partnerId }) => ({
      id: view.id,
      seatId: view.seatId as SeatId,
      partnerId: partnerId as PartnerId | null,
      place: view.place,
      facet: view.facet,
      text: view.text,
      createdAt: view.createdAt.toISOString(),
    })),
  }
}
