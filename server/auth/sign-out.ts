import { eq } from 'drizzle-orm'
import { signIns } from '#db/schema/people.ts'
import type { Work } from '#server/work.ts'
import { readCookie } from './cookie.ts'
import { SIGN_IN_COOKIES } from './who-is.ts'

/** Ends the sign-in that these cookies carry, on the server. Answers the Set-Cookie lines that make the browser forget it. */
export async function signOut({ db }: Work, cookies: string | null): Promise<string[]> {
  for (const name of SIGN_IN_COOKIES) {
    const token = readCookie(cookies, name)
    if (token) await db.delete(signIns).where(eq(signIns.sessionToken, token))
  }
  return SIGN_IN_COOKIES.map(
    (name) => `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${name.startsWith('__Secure') ? '; Secure' : ''}`,
  )
}
