import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { views } from '#db/schema/views.ts'
import { findHiddenCards } from '#server/moderation/hidden-cards.ts'
import { showsNobody } from '#server/participant/author.ts'
import { NOBODY } from '#server/view/add-view.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import type { NetworkId, PartnerId, SessionId } from '#server/vocabulary/ids.ts'
import { mayBeShown } from '#server/vocabulary/moderation.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'
import type { Attribution } from '#server/vocabulary/role.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { findSession, viewsAreShown } from './find.ts'

/** A view that everybody may see, as it becomes a card. */
export interface PublishedView {
  id: string
  /** `server` where the workshop shows nobody. */
  seatId: string
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
  /** Whether no author of anything is kept. */
  nobody: boolean
  /** Whether the convenor reads what people write before the room does. */
  checked: boolean
  /** Cards that the convenor took off the board, or has yet to check. */
  hidden: string[]
  views: PublishedView[]
}

/** What goes on the board from the tables. Views that were not shown are left out here, and so reach nobody. */
export async function readPublished(db: Db, sessionId: SessionId): Promise<Published> {
  const session = await findSession(db, sessionId)
  const shown = await db
    .select({ view: views, partnerId: seats.partnerId })
    .from(views)
    .leftJoin(seats, and(eq(seats.networkId, views.networkId), eq(seats.id, views.seatId)))
    .where(and(eq(views.networkId, session.networkId), eq(views.sessionId, sessionId), isNotNull(views.shownAt)))
    .orderBy(asc(views.createdAt), asc(views.id))
  const waiting = shown.filter(({ view }) => !mayBeShown(view.verdict, session.moderation)).map(({ view }) => view.id)
  return {
    networkId: session.networkId,
    step: session.step,
    stepNo: session.stepNo,
    voice: session.voice,
    attribution: session.attribution,
    viewsShown: viewsAreShown(session),
    closed: session.closedAt !== null,
    nobody: showsNobody(session),
    checked: session.moderation === 'check',
    hidden: [...waiting, ...(await findHiddenCards(db, session))],
    // What the convenor hid, or has yet to check, is not on the board.
    views: shown
      .filter(({ view }) => mayBeShown(view.verdict, session.moderation))
      .map(({ view, partnerId }) => ({
        id: view.id,
        seatId: view.seatId ?? NOBODY,
        partnerId: partnerId as PartnerId | null,
        place: view.place,
        facet: view.facet,
        text: view.text,
        createdAt: view.createdAt.toISOString(),
      })),
  }
}
