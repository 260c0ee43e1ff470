import { and, count, eq, isNull, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats, stepMoves } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import { refuse } from '#server/refusal.ts'
import type { Session } from '#server/session/find.ts'
import type { Id, PartnerId, SeatId } from '#server/vocabulary/ids.ts'
import { MINIMUM_CELL } from '#server/vocabulary/rating-scale.ts'
import type { Step } from '#server/vocabulary/step.ts'

export type BallotId = Id<'ballot'>

/** Whether this workshop stores no author of anything. */
export const showsNobody = ({ attribution }: Pick<Session, 'attribution'>): boolean => attribution === 'none'

/** Whose seat something is stored with: nobody's where the workshop shows nobody. */
export const authorIn = (session: Session, seat: Seat): SeatId | null => (showsNobody(session) ? null : seat.id)

/**
 * When something is said to have been written: now, or, where the workshop shows nobody, when it was opened. A time of day
 * could be held against who came and went.
 */
export const writtenAt = (session: Session, now: Date): Date => (showsNobody(session) ? session.openedAt : now)

/** Refuses whoever does not take part for a partner, and what comes at a step where it is not taken. */
export function mustTakePart(session: Session, seat: Seat, ...steps: readonly Step[]): PartnerId {
  const partnerId = mustSpeakFor(session, seat)
  if (!steps.includes(session.step)) throw refuse('step.not_the_time', { step: session.step })
  return partnerId
}

/** The same for what may also come `late`: written at the step, and sent when the room had moved on. */
export async function mustHaveTakenPart(
  tx: Pick<Db, 'select'>,
  session: Session,
  seat: Seat,
  step: Step,
  late: boolean,
): Promise<PartnerId> {
  if (!late || session.step === step) return mustTakePart(session, seat, step)
  const partnerId = mustSpeakFor(session, seat)
  const ofSession = and(eq(stepMoves.networkId, session.networkId), eq(stepMoves.sessionId, session.id))
  const [been] = await tx
    .select({ step: stepMoves.step })
    .from(stepMoves)
    .where(and(ofSession, eq(stepMoves.step, step)))
    .limit(1)
  if (!been) throw refuse('step.not_the_time', { step: session.step })
  return partnerId
}

function mustSpeakFor(session: Session, seat: Seat): PartnerId {
  if (session.closedAt) throw refuse('session.closed')
  if (seat.kind !== 'participant' || !seat.partnerId) throw refuse('seat.has_no_partner')
  return seat.partnerId
}

/**
 * What somebody's answers hang on: their seat; or, where the workshop shows nobody, the ballot that their phone made and keeps
 * to itself. A ballot says which partner it counts for and nothing else; of a partner with too few people here not even that,
 * for then the partner would say who. There are no more ballots than people ever took part: DECISIONS.md says why not fewer.
 */
export async function voterIn(
  tx: Pick<Db, 'select' | 'insert'>,
  session: Session,
  seat: Seat,
  ballot: BallotId | undefined,
): Promise<string> {
  if (!showsNobody(session)) return seat.id
  if (!ballot) throw refuse('ballot.needed')
  const { networkId } = seat
  const [had] = await tx
    .select({ kind: seats.kind })
    .from(seats)
    .where(and(eq(seats.networkId, networkId), eq(seats.sessionId, session.id), eq(seats.id, ballot)))
  if (had) {
    if (had.kind !== 'ballot') throw refuse('not_found')
    return ballot
  }
  const ballots = await countSeats(tx, session, eq(seats.kind, 'ballot'))
  if (ballots >= (await countEverHere(tx, session))) throw refuse('ballot.too_many')
  const ofPartner = eq(seats.partnerId, seat.partnerId ?? '')
  const colleagues = and(eq(seats.kind, 'participant'), isNull(seats.removedAt), ofPartner)
  const partnerId = (await countSeats(tx, session, colleagues)) >= MINIMUM_CELL ? seat.partnerId : null
  await tx
    .insert(seats)
    .values({ networkId, sessionId: session.id, id: ballot, kind: 'ballot', partnerId, joinedAt: session.openedAt })
  return ballot
}

/**
 * The same for what is counted by nobody's partner: there a ballot is a number and no more, another one for each thing that is
 * asked, so that two answers can't be put together. `given` are those that have answered already.
 */
export async function looseVoterIn(
  tx: Pick<Db, 'select'>,
  session: Session,
  seat: Seat,
  ballot: BallotId | undefined,
  given: readonly string[],
): Promise<string> {
  if (!showsNobody(session)) return seat.id
  if (!ballot) throw refuse('ballot.needed')
  const others = new Set(given.filter((one) => one !== ballot))
  if (others.size >= (await countEverHere(tx, session))) throw refuse('ballot.too_many')
  return ballot
}

/**
 * How many have taken part, whoever left since. Two seats that turned out to be one person's are two: each phone may have made
 * a ballot before. Paper has none.
 */
const countEverHere = (tx: Pick<Db, 'select'>, session: Session) =>
  countSeats(tx, session, and(eq(seats.kind, 'participant'), eq(seats.medium, 'screen')))

async function countSeats(tx: Pick<Db, 'select'>, { networkId, id }: Session, which: SQL | undefined): Promise<number> {
  const here = and(eq(seats.networkId, networkId), eq(seats.sessionId, id), which)
  const [row] = await tx.select({ n: count() }).from(seats).where(here)
  return row?.n ?? 0
}
