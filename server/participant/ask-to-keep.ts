import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq, gt, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks } from '#db/schema/kept.ts'
import { readEmail } from '#server/auth/e-mail.ts'
import type { Seat } from '#server/auth/seat.ts'
import { findNetwork } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { findSession } from '#server/session/find.ts'
import { words } from '#server/words.ts'
import type { Mail, Work } from '#server/work.ts'

export const KEEP_DAYS = 30
const MAILS_IN_TEN_MINUTES = 3
const TEN_MINUTES_MS = 600_000
const DAY_MS = 86_400_000

/** What sends a link: where it leads, what its token is hashed with, and the post. */
export interface Post {
  readonly origin: string
  readonly secret: string
  sendMail(mail: Mail): Promise<void>
}

/** A token as it is stored, so that who reads the table can't use the link. */
export const keptToken = (token: string, secret: string): string =>
  createHash('sha256').update(`keep ${token} ${secret}`).digest('hex')

/**
 * Mails a link with which whoever reads that mailbox keeps what this seat gave, on any device, for 30 days. An address or a
 * seat that asked three times within ten minutes gets no further mail, and the same answer.
 */
export async function askToKeep(work: Work, seat: KeptSeat, typed: string, post: Post): Promise<void> {
  const { db, clock } = work
  const email = readEmail(typed)
  const now = clock.now()
  await db.delete(keepLinks).where(lt(keepLinks.expires, new Date(now.getTime() - KEEP_DAYS * DAY_MS)))
  if (await askedTooOften(db, seat, email, now)) return
  const session = await findSession(db, seat.sessionId)
  const { name: networkName } = await findNetwork(db, seat.networkId)
  const token = randomBytes(32).toString('hex')
  const link = {
    networkId: seat.networkId,
    token: keptToken(token, post.secret),
    seatId: seat.id,
    email,
    askedAt: now,
    expires: new Date(now.getTime() + KEEP_DAYS * DAY_MS),
  }
  await db.insert(keepLinks).values(link)
  const address = `${post.origin}/keep?${new URLSearchParams({ token })}`
  const mail = { to: email, ...mailOf(networkName, session.name, address) }
  await post.sendMail(mail).catch(() => {
    throw refuse('mail.not_sent')
  })
}
export type KeptSeat = Pick<Seat, 'networkId' | 'sessionId' | 'id'>

async function askedTooOften(db: Db, seat: KeptSeat, email: string, now: Date): Promise<boolean> {
  const lately = gt(keepLinks.askedAt, new Date(now.getTime() - TEN_MINUTES_MS))
  const ofSeat = and(eq(keepLinks.networkId, seat.networkId), eq(keepLinks.seatId, seat.id))
  const [asked] = await db
    .select({ n: count() })
    .from(keepLinks)
    .where(and(lately, or(eq(keepLinks.email, email), ofSeat)))
  return (asked?.n ?? 0) >= MAILS_IN_TEN_MINUTES
}

function mailOf(network: string, workshop: string, address: string) {
  const t = words('mail')
  const lasts = t('keepLasts', { days: KEEP_DAYS })
  const text = [t('keep', { workshop }), address, `${lasts} ${t('notAsked')}`].join('\n\n')
  // A subject is one line, whatever a network is called.
  return { subject: t('keepSubject', { network, workshop }).replace(/\s+/g, ' '), text: `${text}\n` }
}
