import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { activities, activityPartners } from '#db/schema/activities.ts'
import { sessionActivities } from '#db/schema/in-the-room.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { membershipIn } from '#server/auth/who-is.ts'
import { fieldDayOrNone, fieldText } from '#server/field.ts'
import { todayIn } from '#server/network/today.ts'
import { authorIn, mustHaveTakenPart, showsNobody, writtenAt } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import type { Corner } from '#server/vocabulary/corner.ts'
import type { ActivityId, PartnerId, UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { mayBeShown, type Verdict } from '#server/vocabulary/moderation.ts'
import type { Work } from '#server/work.ts'
import type { ProposeActivityInput } from './input.ts'
import { writeActivity } from './log-activity.ts'
import { mayLog } from './may.ts'
import { readAbout } from './read-about.ts'

/**
 * Plans an activity from a seat in a workshop, with or without an account. Whoever is a member keeps it up in their own name;
 * of others it is known for which partner, and where the workshop shows names by which one they sit here. Where it shows nobody,
 * neither.
 */
export async function proposeActivity(
  { db, clock, announce }: Work,
  proven: Seat,
  input: ProposeActivityInput,
): Promise<void> {
  const { networkId, sessionId } = proven
  const now = clock.now()
  const about = readAbout({ ...input, aim: null, family: null, people: '', partners: [], outcome: '', next: '' })
  const onDay = fieldDayOrNone('onDay', input.onDay)
  if (onDay && onDay < (await todayIn({ db, clock }, networkId))) throw refuse('activity.plan_in_past')
  const aim = { aimKind: 'own_words', aimId: null, aimText: fieldText('aim', input.aim, LIMITS.viewText) } as const
  const member = proven.userId && (await membershipIn(db, { userId: proven.userId }, networkId))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (!(await firstTimeIn(tx, session, seat, input.key, writtenAt(session, now)))) return
    const partnerId = await mustHaveTakenPart(tx, session, seat, 'activities', input.late ?? false)
    const here = await findAllPlanned(tx, session)
    if (here.some(({ id }) => id === input.activityId)) return
    if (here.length >= LIMITS.plannedHere) throw refuse('activity.too_many_here', { limit: LIMITS.plannedHere })
    const nobody = showsNobody(session)
    const userId: UserId | null = !nobody && member && mayLog(member.role) ? member.userId : null
    // The network reads who plans something: a guest by name only where the workshop shows names.
    const people = session.attribution === 'names' && !userId ? seat.name : ''
    const way = { way: 'planned', state: 'ahead', ownerId: userId, id: input.activityId } as const
    const row = { ...about, ...aim, people, onDay, ...way }
    const by = { networkId, userId }
    await writeActivity(tx, by, writtenAt(session, now), row, nobody ? [] : [partnerId])
    const from = { networkId, sessionId, activityId: input.activityId, seatId: authorIn(session, seat) }
    await tx.insert(sessionActivities).values(from)
  })
  announce(sessionId, 'views')
}

/** What was planned in a workshop, as everybody in it may read it. */
export interface PlannedHere {
  id: ActivityId
  title: string
  corners: Corner[]
  aim: string
  onDay: string | null
  partnerId: PartnerId | null
}

/** What was planned here and the room may read. */
export async function findPlanned(
  db: Pick<Db, 'select'>,
  session: Pick<Session, 'networkId' | 'id' | 'moderation'>,
): Promise<PlannedHere[]> {
  return (await findAllPlanned(db, session))
    .filter(({ verdict }) => mayBeShown(verdict, session.moderation))
    .map(({ verdict: _verdict, ...planned }) => planned)
}

/** All that was planned here, with what the convenor made of each: for whoever checks it, and for nobody else. */
export async function findAllPlanned(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
): Promise<(PlannedHere & { verdict: Verdict })[]> {
  const rows = await db
    .select({ activity: activities, partnerId: activityPartners.partnerId, verdict: sessionActivities.verdict })
    .from(sessionActivities)
    .innerJoin(
      activities,
      and(eq(activities.networkId, sessionActivities.networkId), eq(activities.id, sessionActivities.activityId)),
    )
    .leftJoin(
      activityPartners,
      and(eq(activityPartners.networkId, activities.networkId), eq(activityPartners.activityId, activities.id)),
    )
    .where(and(eq(sessionActivities.networkId, networkId), eq(sessionActivities.sessionId, id)))
    .orderBy(asc(activities.id))
  const once = new Map(rows.map((row) => [row.activity.id, row]))
  return [...once.values()]
    .filter(({ activity }) => activity.state !== 'dropped')
    .map(({ activity: { id, title, corners, aimText, onDay }, partnerId, verdict }) => ({
      ...{ id: id as ActivityId, title, corners, aim: aimText, onDay, verdict },
      partnerId: partnerId as PartnerId | null,
    }))
}
