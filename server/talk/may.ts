import { seatOf } from '#server/auth/seat.ts'
import { conveningOf, membershipIn, whoIs } from '#server/auth/who-is.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { takesNotes } from './note-takers.ts'
import type { Writing } from './write-outcome.ts'

interface Asking {
  readonly work: Work
  readonly cookies: string | null
  readonly secret: string
}

/** As whom somebody may write down how the talk ended: they run the workshop, or take notes in it; else undefined. */
export async function writingIn({ work, cookies, secret }: Asking, sessionId: SessionId): Promise<Writing | undefined> {
  const { db, clock } = work
  const person = await whoIs(db, clock, cookies)
  const convening = person && (await conveningOf(db, person, sessionId))
  if (convening)
    return { networkId: convening.networkId, sessionId, userId: convening.userId, seatId: null, convenes: true }
  const seat = await seatOf(db, sessionId, cookies, secret)
  if (!seat || !(await takesNotes(db, seat))) return undefined
  return { networkId: seat.networkId, sessionId, userId: seat.userId, seatId: seat.id, convenes: false }
}

/** Whether somebody may read who backs the network, and so to whom a statement was sent: those who belong to it. */
export async function readsRegister({ work, cookies }: Omit<Asking, 'secret'>, networkId: NetworkId): Promise<boolean> {
  const person = await whoIs(work.db, work.clock, cookies)
  return person !== undefined && (await membershipIn(work.db, person, networkId)) !== undefined
}
