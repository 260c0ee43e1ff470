import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats, signals } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import type { SeatId } from '#server/vocabulary/ids.ts'
import type { Signal } from '#server/vocabulary/signal.ts'
import type { Work } from '#server/work.ts'
import { firstTimeIn } from './first-time.ts'
import type { SignalInput } from './input.ts'

// Nobody is done and needs more time: what was said last stands.
const INSTEAD_OF: Partial<Record<Signal, Signal>> = { done: 'more_time', more_time: 'done' }

/** Asks to speak, or for more time at the step that runs, or says to be done with it. Asked twice, a hand keeps its place in the queue. */
export async function raiseSignal(
  { db, clock, announce }: Work,
  seat: Seat,
  kind: Signal,
  { key, stepNo }: Partial<SignalInput> = {},
): Promise<void> {
  if (seat.kind !== 'participant') throw refuse('seat.has_no_partner')
  const { networkId, sessionId, id: seatId } = seat
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    if (!(await firstTimeIn(tx, session, seat, key, clock.now()))) return
    if (session.closedAt) throw refuse('session.closed')
    if (isStale(kind, stepNo, session)) return
    // One after the other: two devices of one seat may say two things in one moment, and the later has to see the earlier.
    await tx
      .select({ id: seats.id })
      .from(seats)
      .where(and(eq(seats.networkId, networkId), eq(seats.id, seatId)))
      .for('no key update')
    const signal = { networkId, sessionId, seatId, kind, stepNo: session.stepNo, at: clock.now() }
    const target = [signals.networkId, signals.seatId, signals.kind]
    // A hand stays up from step to step; the others are for one step, and said anew at the next.
    const again = kind === 'hand' ? { kind } : { stepNo: session.stepNo, at: signal.at }
    await tx.insert(signals).values(signal).onConflictDoUpdate({ target, set: again })
    const other = INSTEAD_OF[kind]
    if (other) await tx.delete(signals).where(and(ofSeat(seat, seatId), eq(signals.kind, other)))
  })
  announce(sessionId, 'ratings')
}

/** Takes one's own signal back; nothing is up, nothing happens. */
export const lowerSignal = (
  work: Work,
  seat: Seat,
  kind: Signal,
  { key, stepNo }: Partial<SignalInput> = {},
): Promise<void> =>
  lower(work, seat, seat.id, kind, async (tx) => {
    const session = await holdSession(tx, seat.sessionId, 'share')
    return (await firstTimeIn(tx, session, seat, key, work.clock.now())) && !isStale(kind, stepNo, session)
  })

/** Said of a step that the room has left while it was on its way. A hand is of no step. */
const isStale = (kind: Signal, stepNo: number | undefined, session: Pick<Session, 'stepNo'>): boolean =>
  kind !== 'hand' && stepNo !== undefined && stepNo !== session.stepNo

/** Takes somebody's hand down: they have spoken. */
export const lowerHandOf = (work: Work, convening: Convening, seatId: SeatId): Promise<void> =>
  lower(work, convening, seatId, 'hand')

type Of = Pick<Convening, 'networkId' | 'sessionId'>
const ofSeat = ({ networkId, sessionId }: Of, seatId: SeatId) =>
  and(eq(signals.networkId, networkId), eq(signals.sessionId, sessionId), eq(signals.seatId, seatId))

async function lower(
  { db, announce }: Work,
  { networkId, sessionId }: Of,
  seatId: SeatId,
  kind: Signal,
  isFirst: (tx: Pick<Db, 'select' | 'insert'>) => Promise<boolean> = async () => true,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (await isFirst(tx))
      await tx.delete(signals).where(and(ofSeat({ networkId, sessionId }, seatId), eq(signals.kind, kind)))
  })
  announce(sessionId, 'ratings')
}
