import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keepLinks } from '#db/schema/kept.ts'
import { networks } from '#db/schema/networks.ts'
import { users } from '#db/schema/people.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import { keepFirstPulse } from '#server/reflection/move-minute.ts'
import { refuse } from '#server/refusal.ts'
import { type NetworkId, newId, type SeatId, type SessionId, type UserId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { askToKeep, type KeptSeat, keptToken, type Post } from './ask-to-keep.ts'

/** What a link's page may say before it is used: it was read in a mailbox, so it may name it. */
export interface KeepLink {
  readonly email: string
  readonly sessionName: string
  readonly state: 'fresh' | 'kept' | 'run-out'
  readonly seat: KeptSeat
}

/** What this link leads to; undefined for one that we never sent. Looking spends nothing. */
export async function findKeepLink({ db, clock }: Work, token: string, secret: string): Promise<KeepLink | undefined> {
  const row = await rowOf(db, token, secret)
  if (!row) return undefined
  const { link, session } = row
  const state = link.expires <= clock.now() ? 'run-out' : link.keptAt ? 'kept' : 'fresh'
  const seat = { networkId: link.networkId as NetworkId, sessionId: session.id as SessionId, id: link.seatId as SeatId }
  return { email: link.email, sessionName: session.name, state, seat }
}

/**
 * Hands the seat's work to the account of the address the link was sent to, made now if there is none. Pressed twice, or on
 * another device, it comes to the same. The account may have sat in the same workshop already: then it has both seats' work,
 * and what either gave stays as it is, but for a second answer to the pulse.
 */
export async function keepWork(work: Work, token: string, secret: string): Promise<KeptSeat> {
  const found = await findKeepLink(work, token, secret)
  if (!found) throw refuse('not_found')
  if (found.state === 'run-out') throw refuse('keep.run_out')
  const { seat, email } = found
  const now = work.clock.now()
  await work.db.transaction(async (tx) => {
    const userId = await accountOf(tx, email, now)
    await tx
      .update(keepLinks)
      .set({ userId, keptAt: now })
      .where(and(eq(keepLinks.networkId, seat.networkId), eq(keepLinks.token, keptToken(token, secret))))
    const theirs = and(eq(seats.networkId, seat.networkId), eq(seats.sessionId, seat.sessionId))
    const [sits] = await tx
      .select({ id: seats.id })
      .from(seats)
      .where(and(theirs, eq(seats.userId, userId), eq(seats.kind, 'participant')))
    const [row] = await tx
      .select({ userId: seats.userId })
      .from(seats)
      .where(and(theirs, eq(seats.id, seat.id)))
      .for('update')
    // One seat of a workshop is the person's own, so that they keep it wherever they sign in.
    if (!sits && row && !row.userId)
      await tx
        .update(seats)
        .set({ userId })
        .where(and(theirs, eq(seats.id, seat.id)))
    await keepFirstPulse(tx, seat.networkId, seat.id, [userId])
  })
  return seat
}

/** Sends a new link in place of one that has run out, to the same mailbox and no other. */
export async function askToKeepAgain(work: Work, token: string, post: Post): Promise<void> {
  const found = await findKeepLink(work, token, post.secret)
  if (!found) throw refuse('not_found')
  await askToKeep(work, found.seat, found.email, post)
}

async function rowOf(db: Db, token: string, secret: string) {
  const [row] = await db
    .select({ link: keepLinks, session: sessions, networkName: networks.name })
    .from(keepLinks)
    .innerJoin(seats, and(eq(seats.networkId, keepLinks.networkId), eq(seats.id, keepLinks.seatId)))
    .innerJoin(sessions, and(eq(sessions.networkId, seats.networkId), eq(sessions.id, seats.sessionId)))
    .innerJoin(networks, eq(networks.id, keepLinks.networkId))
    .where(eq(keepLinks.token, keptToken(token, secret)))
  return row
}

async function accountOf(tx: Pick<Db, 'select' | 'insert'>, email: string, now: Date): Promise<UserId> {
  await tx.insert(users).values({ id: newId<'user'>(), email, emailVerified: now }).onConflictDoNothing()
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (!user) throw refuse('not_found')
  return user.id as UserId
}
