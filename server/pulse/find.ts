import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { pulseAnswers } from '#db/schema/governance.ts'
import { networkPulse, type SittingPulse } from '#server/agency/network-pulse.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { findSessions } from '#server/session/find.ts'
import { hasAnswered, lastSitting } from './answer-pulse.ts'

/** The pulse of one workshop, told by its name and day. */
export type NamedPulse = SittingPulse & { name: string; heldAt: string }
export interface PulseTrend {
  /** Workshops that anybody answered about, the newest first. */
  sittings: NamedPulse[]
  yearAgo: string | null
  /** The workshop that this reader can answer about, and whether they have; null before the first was closed. */
  asks: { name: string; answered: boolean } | null
}

/** The pulse of a network over its workshops, from four answers on. Observers are not told it. */
export async function findPulse(
  db: Db,
  { networkId, userId, role }: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<PulseTrend> {
  if (role === 'observer') throw refuse('members_only')
  const sessions = await findSessions(db, networkId)
  const rows = await db
    .select()
    .from(pulseAnswers)
    .where(eq(pulseAnswers.networkId, networkId))
    .orderBy(asc(pulseAnswers.givenAt), asc(pulseAnswers.id))
  const { sittings, yearAgo } = networkPulse(
    sessions.map(({ id, openedAt }) => ({
      ...{ id, at: openedAt.getTime() },
      answers: rows.filter(({ sessionId }) => sessionId === (id as string)),
    })),
  )
  const asked = await lastSitting(db, networkId)
  const named = (id: string) => sessions.find((one) => one.id === (id as typeof one.id))
  return {
    yearAgo,
    sittings: sittings
      .filter(({ id }) => rows.some(({ sessionId }) => sessionId === id))
      .map((one) => ({
        ...one,
        name: named(one.id)?.name ?? '',
        heldAt: (named(one.id)?.openedAt ?? new Date(0)).toISOString(),
      })),
    asks: asked
      ? {
          name: named(asked)?.name ?? '',
          answered: await hasAnswered(db, { networkId, sessionId: asked, userId, seatId: null }),
        }
      : null,
  }
}

/** Whether this seat has answered about its workshop. Nothing of anybody else's. */
export const findOwnPulse = async (db: Db, { networkId, sessionId, userId, id }: Seat) => ({
  answered: await hasAnswered(db, { networkId, sessionId, userId, seatId: id }),
})
