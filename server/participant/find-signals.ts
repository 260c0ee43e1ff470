import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats, sessions, signals } from '#db/schema/sessions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { NetworkId, PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'
import type { Signal } from '#server/vocabulary/signal.ts'

interface Up {
  seatId: SeatId
  name: string
  partnerId: PartnerId | null
  kind: Signal
}

/** What is up now, the first asked first: hands, and who needs more time at the step that runs or is done with it. Removed seats have none. */
async function findUp(
  db: Pick<Db, 'select'>,
  { networkId, id }: { networkId: NetworkId; id: SessionId },
): Promise<Up[]> {
  const rows = await db
    .select({
      seatId: signals.seatId,
      name: seats.name,
      partnerId: seats.partnerId,
      kind: signals.kind,
      stepNo: signals.stepNo,
      now: sessions.stepNo,
    })
    .from(signals)
    .innerJoin(seats, and(eq(seats.networkId, signals.networkId), eq(seats.id, signals.seatId)))
    .innerJoin(sessions, and(eq(sessions.networkId, signals.networkId), eq(sessions.id, signals.sessionId)))
    .where(and(eq(signals.networkId, networkId), eq(signals.sessionId, id), isNull(seats.removedAt)))
    .orderBy(asc(signals.at), asc(signals.seatId))
  return rows.filter(({ kind, stepNo, now }) => kind === 'hand' || stepNo === now) as unknown as Up[]
}

/** How many want to speak, need more time, and are done: counts alone, for everybody. */
export async function countSignals(
  db: Pick<Db, 'select'>,
  session: { networkId: NetworkId; id: SessionId },
): Promise<Record<Signal, number>> {
  const up = await findUp(db, session)
  const count = (kind: Signal) => up.filter((one) => one.kind === kind).length
  return { hand: count('hand'), more_time: count('more_time'), done: count('done') }
}

/** What one seat has up. */
export interface OwnSignals {
  /** Its place in the queue, from 1. */
  hand: number | null
  moreTime: boolean
  done: boolean
}

export async function ownSignals(db: Db, seat: Seat): Promise<OwnSignals> {
  const up = await findUp(db, { networkId: seat.networkId, id: seat.sessionId })
  const place = up.filter(({ kind }) => kind === 'hand').findIndex(({ seatId }) => seatId === seat.id)
  const has = (signal: Signal) => up.some(({ kind, seatId }) => kind === signal && seatId === seat.id)
  return { hand: place < 0 ? null : place + 1, moreTime: has('more_time'), done: has('done') }
}

/** Who wants to speak, in the order they asked; for the convenor alone. Who needs more time, or is done, is nobody's to know. */
export async function findHands(db: Db, session: { networkId: NetworkId; id: SessionId }): Promise<Omit<Up, 'kind'>[]> {
  const hands = (await findUp(db, session)).filter(({ kind }) => kind === 'hand')
  return hands.map(({ seatId, name, partnerId }) => ({ seatId, name, partnerId }))
}
