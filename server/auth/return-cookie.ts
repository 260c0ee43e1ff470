import type { ReturnId, SessionId } from '#server/vocabulary/ids.ts'
import { readCookie, readSigned, sign } from './cookie.ts'

const DAY_SECONDS = 86_400
const nameOf = (sessionId: SessionId) => `return-${sessionId}`

/** The Set-Cookie line by which a browser proves that it was the one that asked for a seat. */
export function returnCookie(returnId: ReturnId, sessionId: SessionId, secret: string, secure: boolean): string {
  const value = sign(`return.${sessionId}.${returnId}`, secret)
  return `${nameOf(sessionId)}=${value}; Path=/; Max-Age=${DAY_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Which asking these cookies prove for a session; undefined when they prove none. */
export function returnIdOf(
  sessionId: SessionId,
  cookies: string | null | undefined,
  secret: string,
): ReturnId | undefined {
  const signed = readCookie(cookies, nameOf(sessionId))
  const [what, ofSession, returnId] = (signed && readSigned(signed, secret)?.split('.')) || []
  return what === 'return' && ofSession === sessionId ? (returnId as ReturnId) : undefined
}
