import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import type { Work } from '#server/work.ts'
import { holdSession, type Session } from './find.ts'

const MINUTE_MS = 60_000

/** A timer as every screen draws it: by the server's clock, whatever the screen's own says. It binds nobody. */
export interface Timer {
  from: string
  ends: string
}

/** The timer that runs, if one does. */
export const timerOf = ({ timerFrom, timerEnds }: Pick<Session, 'timerFrom' | 'timerEnds'>): Timer | null =>
  timerFrom && timerEnds ? { from: timerFrom.toISOString(), ends: timerEnds.toISOString() } : null

/** Starts a timer of so many minutes; whatever ran before is over. */
export const startTimer = (work: Work, convening: Convening, { minutes }: { minutes: number }) =>
  timing(work, convening, ({ pausedAt }, clockNow) => {
    const now = pausedAt ?? clockNow
    return { timerFrom: now, timerEnds: new Date(now.getTime() + minutes * MINUTE_MS) }
  })

/** Gives the room so many minutes more: to what is left, or from now on when the time is up. */
export const extendTimer = (work: Work, convening: Convening, { minutes }: { minutes: number }) =>
  timing(work, convening, ({ pausedAt, timerFrom, timerEnds }, clockNow) => {
    // While the room pauses its time stands still: more is counted from where it stands.
    const now = pausedAt ?? clockNow
    const ends = timerEnds && timerEnds > now ? timerEnds : now
    return { timerFrom: timerFrom ?? now, timerEnds: new Date(ends.getTime() + minutes * MINUTE_MS) }
  })

/** Takes the timer down. Nothing else happens: people go on as they were. */
export const stopTimer = (work: Work, convening: Convening) =>
  timing(work, convening, () => ({ timerFrom: null, timerEnds: null }))

/** Stops the workshop for a while, or lets it go on. What people write meanwhile is kept; the timer stands still. */
export const pauseSession = (work: Work, convening: Convening, { paused }: { paused: boolean }) =>
  timing(work, convening, ({ pausedAt, timerFrom, timerEnds }, now) => {
    if (paused) return { pausedAt: pausedAt ?? now }
    if (!pausedAt) return {}
    const later = (at: Date | null) => at && new Date(at.getTime() + now.getTime() - pausedAt.getTime())
    return { pausedAt: null, timerFrom: later(timerFrom), timerEnds: later(timerEnds) }
  })

async function timing(
  { db, clock, announce }: Work,
  { networkId, sessionId }: Convening,
  change: (session: Session, now: Date) => Partial<Session>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const changed = change(session, clock.now())
    if (Object.keys(changed).length === 0) return
    const theOne = and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId))
    await tx.update(sessions).set(changed).where(theOne)
  })
  announce(sessionId, 'step')
}
