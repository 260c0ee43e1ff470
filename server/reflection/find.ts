import { and, asc, desc, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { guestPulses } from '#db/schema/in-the-room.ts'
import { users } from '#db/schema/people.ts'
import { agencyAnswers, reflections } from '#db/schema/reflections.ts'
import { seats } from '#db/schema/sessions.ts'
import { type AgencyAnswer, agencyPulse, type BandPulse } from '#server/agency/pulse.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { calledFor } from '#server/network/called.ts'
import { findPartners, partnerOfDelegate } from '#server/network/find.ts'
import type { ActivityId, ReflectionId } from '#server/vocabulary/ids.ts'
import type { Audience } from '#server/vocabulary/reflection.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { activityTitle } from './activity-words.ts'
import { mayRead, mustWrite } from './may.ts'
import { answeredFromSeat, periodNow } from './write-reflection.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

export interface Reflection {
  id: ReflectionId
  mine: boolean
  /** '' for observers, who read of partners but not of people. */
  author: string
  partner: string
  happened: string
  soWhat: string
  nowWhat: string
  audience: Audience
  writtenAt: string
  activityId: ActivityId | null
  /** What an activity made of it would be called, for its author to see before; null for the others. */
  wouldBe: string | null
}
export interface Reflections {
  reflections: Reflection[]
  /** Whether the reader speaks for an organisation, and so can write for it alone. */
  hasOrganisation: boolean
}

/** What somebody wrote and what others wrote for them, the latest first. Nothing else leaves the database. */
export async function findReflections(db: Db, reader: Reader): Promise<Reflections> {
  const { networkId, userId, role } = reader
  const partnerId = await partnerOfDelegate(db, networkId, userId)
  const rows = await db
    .select({ written: reflections, name: users.name, email: users.email, keptBy: seats.userId })
    .from(reflections)
    .leftJoin(users, eq(users.id, reflections.authorId))
    .leftJoin(seats, and(eq(seats.networkId, reflections.networkId), eq(seats.id, reflections.seatId)))
    .where(and(eq(reflections.networkId, networkId), forReader(reader, partnerId)))
    .orderBy(desc(reflections.writtenAt), desc(reflections.id))
  const partners = new Map<string, string>(
    (await findPartners(db, networkId, { withLeft: true })).map(({ id, name }) => [id, name]),
  )
  return {
    hasOrganisation: partnerId !== undefined,
    reflections: rows
      .map(({ written, keptBy, ...who }) => ({ ...who, written: { ...written, authorId: written.authorId ?? keptBy } }))
      .filter(({ written }) => mayRead({ userId, role, partnerId }, written))
      .map(({ written: { authorId, seatId, networkId: _n, partnerId: of, ...kept }, name, email }) => ({
        ...{ id: kept.id as ReflectionId, mine: authorId === userId },
        // Whoever wrote from a seat in a workshop was told that others see the organisation alone.
        author: seatId ? '' : calledFor(role)(name, email ?? ''),
        partner: partners.get(of ?? '') ?? '',
        ...{ happened: kept.happened, soWhat: kept.soWhat, nowWhat: kept.nowWhat, audience: kept.audience },
        writtenAt: kept.writtenAt.toISOString(),
        activityId: kept.activityId as ActivityId | null,
        wouldBe: authorId === userId && !seatId ? activityTitle(kept) : null,
      })),
  }
}

/** The same rule as mayRead, for the database: what must not be read is not even fetched. */
function forReader({ userId, role }: Reader, partnerId: string | undefined): SQL | undefined {
  const open: Audience[] = convenes(role) ? ['network', 'convenors'] : ['network']
  const own = or(eq(reflections.authorId, userId), eq(seats.userId, userId))
  const colleagues = partnerId && and(eq(reflections.audience, 'organisation'), eq(reflections.partnerId, partnerId))
  return or(own, inArray(reflections.audience, open), colleagues || undefined)
}

/** The agency pulse since the last workshop, by band, and whether this reader has answered. Not for observers. */
export async function readPulse(db: Db, reader: Reader): Promise<{ bands: BandPulse[]; answered: boolean }> {
  mustWrite(reader)
  const { networkId, userId } = reader
  const rows = await db
    .select()
    .from(agencyAnswers)
    .where(eq(agencyAnswers.networkId, networkId))
    .orderBy(asc(agencyAnswers.givenAt), asc(agencyAnswers.userId))
  // Those of guests come in the order they were given too, so that a batch is made of whoever came first.
  const ofGuests = await db.select().from(guestPulses).where(eq(guestPulses.networkId, networkId))
  const all = [
    ...rows.map((row) => ({ ...row, by: row.userId })),
    ...ofGuests.map((row) => ({ ...row, by: row.voterId })),
  ].sort((a, b) => a.givenAt.getTime() - b.givenAt.getTime() || (a.by < b.by ? -1 : 1))
  const answers = all.map(({ period, band, start, problem }) => ({ period, band, points: { start, problem } }))
  const period = await periodNow(db, networkId)
  return {
    bands: agencyPulse(answers as AgencyAnswer[], period),
    answered:
      rows.some((row) => row.userId === userId && row.period === period) ||
      (await answeredFromSeat(db, { networkId, userId, seatId: null }, period)),
  }
}
