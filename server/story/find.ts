import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { stories } from '#db/schema/stories.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Session } from '#server/session/find.ts'
import type { PartnerId, StoryId } from '#server/vocabulary/ids.ts'
import { mayBeShown } from '#server/vocabulary/moderation.ts'

/** A story as the room reads it. The name is there only where the workshop shows names. */
export interface Story {
  id: StoryId
  text: string
  teller: string
  partnerId: PartnerId | null
  name: string
}

/** The stories that the room may read, in an order that tells nothing of who wrote when. */
export async function findStories(db: Pick<Db, 'select'>, session: Session): Promise<Story[]> {
  const rows = await db
    .select({ story: stories, partnerId: seats.partnerId, name: seats.name })
    .from(stories)
    .leftJoin(seats, and(eq(seats.networkId, stories.networkId), eq(seats.id, stories.seatId)))
    .where(and(eq(stories.networkId, session.networkId), eq(stories.sessionId, session.id)))
    .orderBy(asc(stories.id))
  return rows
    .filter(({ story }) => mayBeShown(story.verdict, session.moderation))
    .map(({ story: { id, text, teller }, partnerId, name }) => ({
      ...{ id: id as StoryId, text, teller, partnerId: partnerId as PartnerId | null },
      name: session.attribution === 'names' ? (name ?? '') : '',
    }))
}

/** What the holder of this seat told; null before, and where the workshop shows nobody. */
export async function findOwnStory(db: Db, seat: Seat): Promise<{ text: string; teller: string } | null> {
  const own = and(eq(stories.networkId, seat.networkId), eq(stories.seatId, seat.id))
  const [row] = await db.select({ text: stories.text, teller: stories.teller }).from(stories).where(own)
  return row ?? null
}
