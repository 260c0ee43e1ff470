import { and, asc, count, eq, gt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { returns } from '#db/schema/kept.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { findPartners } from '#server/network/find.ts'
import { refuse, wantedOrNone } from '#server/refusal.ts'
import type { Session } from '#server/session/find.ts'
import { newId, type PartnerId, type ReturnId, type SeatId, type SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readName } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { findRunning } from './find-door.ts'

const WAITING_MS = 600_000
const MOST_WAITING = 30

/** Somebody who waits at the door for the seat that they have on another device. */
export interface Returning {
  readonly returnId: ReturnId
  readonly partnerId: PartnerId
  readonly name: string
}

/**
 * Asks for one's own seat on another device. Nobody is told who sits here: one says who one is, and the convenor, who can
 * look at the person, says yes or no. A locked door does not matter: they are in already, or ask the convenor to open it for
 * them alone.
 */
export async function askToReturn(
  work: Work,
  code: string,
  input: { partner: string; name: string },
): Promise<{ returnId: ReturnId; sessionId: SessionId }> {
  const { db, clock, announce } = work
  const session = await findRunning(work, code)
  const name = wantedOrNone(readName(input.name, LIMITS.nameGraphemes), 'name.too_long')
  if (session.attribution === 'names' && !name) throw refuse('name.needed')
  if (!input.partner) throw refuse('partner.needed')
  const partners = await findPartners(db, session.networkId)
  const partner = partners.find(({ id }) => id === input.partner)
  if (!partner) throw refuse('partner.unknown')
  const [waiting] = await db.select({ n: count() }).from(returns).where(stillWaiting(session, clock.now()))
  if ((waiting?.n ?? 0) >= MOST_WAITING) throw refuse('return.too_many')
  const returnId = newId<'return'>()
  const { networkId, id: sessionId } = session
  const asked = { partnerId: partner.id, name, askedAt: clock.now() }
  await db.insert(returns).values({ networkId, id: returnId, sessionId, ...asked })
  announce(sessionId, 'people')
  return { returnId, sessionId }
}

const stillWaiting = ({ networkId, id }: { networkId: string; id: string }, now: Date) =>
  and(
    eq(returns.networkId, networkId),
    eq(returns.sessionId, id),
    eq(returns.answer, 'waiting'),
    gt(returns.askedAt, new Date(now.getTime() - WAITING_MS)),
  )

/** How many asked and have had no answer, so that the convenor's desk hears of a new one. */
export async function countReturning(db: Db, session: Pick<Session, 'networkId' | 'id'>): Promise<number> {
  const ofSession = and(eq(returns.networkId, session.networkId), eq(returns.sessionId, session.id))
  const [waiting] = await db
    .select({ n: count() })
    .from(returns)
    .where(and(ofSession, eq(returns.answer, 'waiting')))
  return waiting?.n ?? 0
}

/** Who waits for their seat, in the order they came. Whoever has waited for ten minutes has gone. */
export async function findReturning({ db, clock }: Work, { networkId, sessionId }: Convening): Promise<Returning[]> {
  const rows = await db
    .select()
    .from(returns)
    .where(stillWaiting({ networkId, id: sessionId }, clock.now()))
    .orderBy(asc(returns.askedAt), asc(returns.id))
  return rows.map(({ id, partnerId, name }) => ({ returnId: id, partnerId, name })) as Returning[]
}

/** What became of a return: still waiting, no, or the seat. Undefined when there is none, or the seat was taken away since. */
export async function findReturn(
  db: Db,
  sessionId: SessionId,
  returnId: string,
): Promise<'waiting' | 'no' | Seat | undefined> {
  const theOne = and(eq(returns.sessionId, sessionId), eq(returns.id, returnId))
  const [row] = await db.select().from(returns).where(theOne)
  if (!row) return undefined
  return row.answer === 'yes' ? findSeat(db, sessionId, row.seatId as SeatId, row.id as ReturnId) : row.answer
}
