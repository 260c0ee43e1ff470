import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { watchRefusals } from '#db/schema/watch-mails.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { Work } from '#server/work.ts'

type Who = Pick<Membership, 'networkId' | 'userId'>

/** Whether a convenor gets a mail before a backing ends. They do until they say no. */
export async function getsMail(db: Pick<Db, 'select'>, { networkId, userId }: Who): Promise<boolean> {
  const one = and(eq(watchRefusals.networkId, networkId), eq(watchRefusals.userId, userId))
  const [refused] = await db.select({ since: watchRefusals.since }).from(watchRefusals).where(one)
  return refused === undefined
}

/** Says whether one wants these mails: for oneself alone. Twice is once. */
export async function chooseMail({ db, clock }: Work, { networkId, userId }: Who, wants: boolean): Promise<void> {
  const one = and(eq(watchRefusals.networkId, networkId), eq(watchRefusals.userId, userId))
  if (wants) await db.delete(watchRefusals).where(one)
  else await db.insert(watchRefusals).values({ networkId, userId, since: clock.now() }).onConflictDoNothing()
}
