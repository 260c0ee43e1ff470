import { and, eq, isNull } from 'drizzle-orm'
import { signIns } from '#db/schema/people.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import type { SessionId, UserId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { readCookie } from './cookie.ts'
import { SIGN_IN_COOKIES } from './who-is.ts'

/**
 * Ends the sign-in that these cookies carry, on the server, and tells the workshops that this person runs: a board that stands
 * open elsewhere in this browser closes. Answers the Set-Cookie lines that make the browser forget it.
 */
export async function signOut(work: Work, cookies: string | null): Promise<string[]> {
  for (const name of SIGN_IN_COOKIES) {
    const token = readCookie(cookies, name)
    if (!token) continue
    const ended = await work.db
      .delete(signIns)
      .where(eq(signIns.sessionToken, token))
      .returning({ userId: signIns.userId })
    for (const { userId } of ended) await tellWorkshopsOf(work, userId as UserId)
  }
  return SIGN_IN_COOKIES.map(
    (name) => `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${name.startsWith('__Secure') ? '; Secure' : ''}`,
  )
}

async function tellWorkshopsOf({ db, announce }: Work, userId: UserId): Promise<void> {
  const running = await db
    .selectDistinct({ id: sessions.id })
    .from(seats)
    .innerJoin(sessions, and(eq(sessions.networkId, seats.networkId), eq(sessions.id, seats.sessionId)))
    .where(and(eq(seats.userId, userId), eq(seats.kind, 'convenor'), isNull(sessions.closedAt)))
  for (const { id } of running) announce(id as SessionId, 'rights')
}
