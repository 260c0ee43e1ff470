import { randomBytes } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { signIns } from '#db/schema/people.ts'
import type { UserId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { appRouter } from './root.ts'

/** For tests: the procedures as this person reaches them, by a cookie of their own; as nobody when none is named. */
export async function aCaller(work: Work, userId?: UserId) {
  const cookies = userId ? await cookiesOf(work, userId) : null
  return appRouter.createCaller({ work, cookies, secret: 'x'.repeat(32) })
}
export type Caller = Awaited<ReturnType<typeof aCaller>>

/** For tests: what this person's browser is known by. */
export const cookiesOf = async (work: Work, userId: UserId): Promise<string> =>
  `next-auth.session-token=${await signedIn(work.db, userId)}`

async function signedIn(db: Db, userId: UserId): Promise<string> {
  const sessionToken = randomBytes(24).toString('hex')
  await db.insert(signIns).values({ sessionToken, userId, expires: new Date('2199-01-01') })
  return sessionToken
}

/** What a call came to: "ok", or the name of the refusal. */
export const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: Error) => error.message,
  )
