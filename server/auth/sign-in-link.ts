import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq, gt, isNotNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks } from '#db/schema/kept.ts'
import { members } from '#db/schema/networks.ts'
import { signInLinks, users } from '#db/schema/people.ts'
import { seats } from '#db/schema/sessions.ts'
import { refuse } from '#server/refusal.ts'
import type { Work } from '#server/work.ts'
import { readEmail } from './e-mail.ts'

export const LINK_MINUTES = 10
const MAILS_IN_TEN_MINUTES = 3

/** The page that asks for one press of a button: opening the link spends nothing, so that mail scanners can't. */
export const confirmAddress = (origin: string, email: string, token: string): string =>
  `${origin}/sign-in/confirm?${new URLSearchParams({ email, token })}`

/**
 * Whether a link may still be sent to this address: somebody who belongs somewhere or took part in a workshop, three times
 * in ten minutes at most.
 */
export async function mayStillSend(db: Db, email: string): Promise<boolean> {
  const [known] = await db
    .select({ id: users.id })
    .from(users)
    .leftJoin(members, eq(members.userId, users.id))
    .leftJoin(seats, eq(seats.userId, users.id))
    .leftJoin(keepLinks, eq(keepLinks.userId, users.id))
    .where(and(eq(users.email, email), or(isNotNull(members.userId), isNotNull(seats.id), isNotNull(keepLinks.token))))
    .limit(1)
  const pending = and(eq(signInLinks.identifier, email), gt(signInLinks.expires, new Date()))
  const [sent] = await db.select({ n: count() }).from(signInLinks).where(pending)
  return known !== undefined && (sent?.n ?? 0) <= MAILS_IN_TEN_MINUTES
}

/** A sign-in link for somebody who is known already, as the operator's command prints it. Works once, for `minutes`. */
export async function makeSignInLink(
  { db, clock }: Work,
  origin: string,
  secret: string,
  typed: string,
  minutes = 60,
): Promise<string> {
  const email = readEmail(typed)
  const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (!known) throw refuse('not_found')
  const token = randomBytes(32).toString('hex')
  const expires = new Date(clock.now().getTime() + minutes * 60_000)
  await db.insert(signInLinks).values({ identifier: email, token: hashed(token, secret), expires })
  return confirmAddress(origin, email, token)
}

// next-auth stores links this way, so that a link made here is spent like one it made itself.
const hashed = (token: string, secret: string) => createHash('sha256').update(`${token}${secret}`).digest('hex')
