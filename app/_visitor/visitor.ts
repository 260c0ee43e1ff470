import { headers } from 'next/headers'
import { connection } from 'next/server'
import { seatOf } from '#server/auth/seat.ts'
import { membershipIn, whoIs } from '#server/auth/who-is.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { theProcess } from '#server/work.ts'

/** Whoever asks for a page: the work, the person if one is signed in, and ways to ask for more proof. */
export async function visitor() {
  await connection()
  const { work, secret, origin } = theProcess()
  const cookies = (await headers()).get('cookie')
  const person = await whoIs(work.db, work.clock, cookies)
  return {
    work,
    origin,
    person,
    personName: person ? person.name || person.email : null,
    seatIn: (sessionId: SessionId) => seatOf(work.db, sessionId, cookies, secret),
    membershipIn: async (networkId: NetworkId) => person && (await membershipIn(work.db, person, networkId)),
  }
}
