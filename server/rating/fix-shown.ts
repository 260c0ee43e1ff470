import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { seats } from '#db/schema/sessions.ts'
import type { Session } from '#server/session/find.ts'

/**
 * Notes for which partner each answer is shown, up to this round. Whoever is put with another partner afterwards takes no
 * shown answer along: two figures side by side, with and without one person, would tell what that person answered.
 */
export async function fixShown(
  tx: Pick<Db, 'update'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
  round: number,
): Promise<void> {
  const spokeFor = sql`(select ${seats.partnerId} from ${seats}
    where ${seats.networkId} = ${ratings.networkId} and ${seats.id} = ${ratings.seatId})`
  const counted = and(lte(ratings.round, round), eq(ratings.showing, 'before'), isNull(ratings.shownFor))
  await tx
    .update(ratings)
    .set({ shownFor: spokeFor })
    .where(and(eq(ratings.networkId, networkId), eq(ratings.sessionId, id), counted))
}
