import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { partners } from '#db/schema/networks.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import { stories } from '#db/schema/stories.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { Session } from '#server/session/find.ts'
import type { PartnerId, SessionId, StoryId } from '#server/vocabulary/ids.ts'
import { mayBeShown } from '#server/vocabulary/moderation.ts'

/** A story as the room reads it. Who wrote it, and whose it is, is there only where the workshop shows names. */
export interface Story {
  id: StoryId
  text: string
  teller: string
  partnerId: PartnerId | null
  name: string
}

/** The stories of one closed workshop, as the network reads them afterwards. */
export interface ToldAt {
  sitting: { id: SessionId; name: string; closedAt: string }
  stories: { id: StoryId; text: string; teller: string; name: string; partner: string }[]
}

/** Whose story it is said to be, as others are told: a person's name, and so only where names are shown. */
export const tellerIn = ({ attribution }: Pick<Session, 'attribution'>, { teller }: { teller: string }): string =>
  attribution === 'names' ? teller : ''

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
    .map(({ story, partnerId, name }) => ({
      ...{ id: story.id as StoryId, text: story.text, teller: tellerIn(session, story) },
      partnerId: partnerId as PartnerId | null,
      name: session.attribution === 'names' ? (name ?? '') : '',
    }))
}

/**
 * What drew people into this network, as closed workshops were told it, from the first workshop on: whoever comes later can
 * read how it began. Observers read of organisations, not of people.
 */
export async function findToldStories(
  db: Pick<Db, 'select'>,
  { networkId, role }: Pick<Membership, 'networkId' | 'role'>,
): Promise<ToldAt[]> {
  const rows = await db
    .select({ story: stories, session: sessions, name: seats.name, partner: partners.name })
    .from(stories)
    .innerJoin(sessions, and(eq(sessions.networkId, stories.networkId), eq(sessions.id, stories.sessionId)))
    .leftJoin(seats, and(eq(seats.networkId, stories.networkId), eq(seats.id, stories.seatId)))
    .leftJoin(partners, and(eq(partners.networkId, stories.networkId), eq(partners.id, seats.partnerId)))
    .where(and(eq(stories.networkId, networkId), isNotNull(sessions.closedAt)))
    .orderBy(asc(sessions.closedAt), asc(stories.id))
  const people = role !== 'observer'
  const told = new Map<string, ToldAt>()
  for (const { story, session, name, partner } of rows) {
    if (!mayBeShown(story.verdict, session.moderation)) continue
    const sitting = { id: session.id as SessionId, name: session.name, closedAt: session.closedAt?.toISOString() ?? '' }
    const here = told.get(session.id) ?? { sitting, stories: [] }
    here.stories.push({
      ...{ id: story.id as StoryId, text: story.text, partner: partner ?? '' },
      teller: people ? tellerIn(session, story) : '',
      name: people && session.attribution === 'names' ? (name ?? '') : '',
    })
    told.set(session.id, here)
  }
  return [...told.values()]
}

/** What the holder of this seat told; null before, and where the workshop shows nobody. */
export async function findOwnStory(db: Db, seat: Seat): Promise<{ text: string; teller: string } | null> {
  const own = and(eq(stories.networkId, seat.networkId), eq(stories.seatId, seat.id))
  const [row] = await db.select({ text: stories.text, teller: stories.teller }).from(stories).where(own)
  return row ?? null
}
