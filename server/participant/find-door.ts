import { and, count, eq, isNull, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { findNetwork, findPartners, type Partner } from '#server/network/find.ts'
import { zoneOf } from '#server/network/today.ts'
import { findPlan } from '#server/plan/find.ts'
import { refuse } from '#server/refusal.ts'
import { findByCode, type Session } from '#server/session/find.ts'
import { type Code, readCode } from '#server/vocabulary/code.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'

/** What the join page shows to somebody with a good code. */
export interface Door {
  session: Session
  networkName: string
  partners: Partner[]
}

/** The running session that a typed code leads to, locked or not; else the refusal that says plainly why not, and no title. */
export async function findRunning({ db, clock }: Work, typed: string): Promise<Session> {
  const code = readCode(typed)
  const session = code && (await findByCode(db, code))
  if (!session) throw refuse('code.not_found')
  const on = async (day: Date) => ({ date: day.toISOString(), zone: await zoneOf(db, session.networkId) })
  if (session.closedAt) throw refuse('session.ended', await on(session.closedAt))
  if (session.opensAt && session.opensAt > clock.now()) throw refuse('session.not_begun', await on(session.opensAt))
  return session
}

/** When a workshop opens, and for how long its plan takes. */
export interface Opening {
  id: SessionId
  code: Code
  from: Date
  minutes: number
  /** When the workshop was made. */
  since: Date
}

/** The opening that a typed code has before it; undefined once it is open. Nothing else of the workshop is told before. */
export async function findOpening({ db, clock }: Work, typed: string): Promise<Opening | undefined> {
  const code = readCode(typed)
  const session = code && (await findByCode(db, code))
  if (!session) throw refuse('code.not_found')
  const { id, opensAt: from, openedAt: since } = session
  if (session.closedAt || !from || from <= clock.now()) return undefined
  const steps = (await findPlan(db, session)).filter(({ state }) => state === 'planned')
  return { id, code, from, since, minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0) }
}

/** What the code opens to somebody who is not in yet: its doors are open, and there is room. Refused like a running one. */
export async function findDoor(work: Work, typed: string): Promise<Door> {
  const { db } = work
  const session = await findRunning(work, typed)
  if (session.doors === 'locked') throw refuse('session.locked')
  const [network, partners] = await Promise.all([
    findNetwork(db, session.networkId),
    findPartners(db, session.networkId),
    mustHaveRoom(db, session),
  ])
  return { session, networkName: network.name, partners }
}

/** The workshop that ended under a typed code, for whoever may still read what came of it; undefined when none has. */
export async function findEnded({ db }: Pick<Work, 'db'>, typed: string): Promise<Session | undefined> {
  const code = readCode(typed)
  const session = code && (await findByCode(db, code))
  return session?.closedAt ? session : undefined
}

/** Refused when as many sit in a workshop as it holds. */
export async function mustHaveRoom(db: Pick<Db, 'select'>, session: Pick<Session, 'networkId' | 'id'>): Promise<void> {
  const ofSession = and(
    eq(seats.networkId, session.networkId),
    eq(seats.sessionId, session.id),
    isNull(seats.removedAt),
    ne(seats.kind, 'ballot'),
  )
  const [taken] = await db.select({ n: count() }).from(seats).where(ofSession)
  if ((taken?.n ?? 0) >= LIMITS.seats) throw refuse('session.full')
}
