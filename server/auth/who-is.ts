import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { members } from '#db/schema/networks.ts'
import { signIns, users } from '#db/schema/people.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Clock } from '#server/clock.ts'
import type { NetworkId, SessionId, UserId } from '#server/vocabulary/ids.ts'
import { convenes, type Role } from '#server/vocabulary/role.ts'
import { readCookie } from './cookie.ts'

declare const proven: unique symbol

/** Proof that somebody is signed in. Only this file makes these three. */
export interface SignedIn {
  readonly [proven]: 'signed-in'
  readonly userId: UserId
  readonly email: string
  readonly name: string
}

/** Proof that somebody belongs to a network, and in which role. */
export interface Membership {
  readonly [proven]: 'membership'
  readonly networkId: NetworkId
  readonly userId: UserId
  readonly role: Role
}

/** Proof that somebody may run this session. */
export interface Convening {
  readonly [proven]: 'convening'
  readonly networkId: NetworkId
  readonly sessionId: SessionId
  /** null for the operator's command. */
  readonly userId: UserId | null
}

/** next-auth names its cookie by whether the site is served over TLS. */
export const SIGN_IN_COOKIES = ['__Secure-next-auth.session-token', 'next-auth.session-token']

/** Who is signed in with these cookies; undefined for nobody, or when it has run out. */
export async function whoIs(db: Db, clock: Clock, cookies: string | null | undefined): Promise<SignedIn | undefined> {
  const token = SIGN_IN_COOKIES.map((name) => readCookie(cookies, name)).find(Boolean)
  if (!token) return undefined
  const [row] = await db
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(signIns)
    .innerJoin(users, eq(users.id, signIns.userId))
    .where(and(eq(signIns.sessionToken, token), gt(signIns.expires, clock.now())))
  return row && ({ ...row, name: row.name ?? '' } as unknown as SignedIn)
}

/** This person's place in this network; undefined when there is none any more. */
export async function membershipIn(
  db: Db,
  person: Pick<SignedIn, 'userId'>,
  networkId: NetworkId,
): Promise<Membership | undefined> {
  const [row] = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.networkId, networkId), eq(members.userId, person.userId), isNull(members.endedAt)))
  return row && ({ networkId, userId: person.userId, role: row.role } as unknown as Membership)
}

/** This person's place in the network that holds the session; undefined when there is no such session for them. */
export async function membershipAround(
  db: Db,
  person: Pick<SignedIn, 'userId'>,
  sessionId: SessionId,
): Promise<Membership | undefined> {
  const [row] = await db.select({ networkId: sessions.networkId }).from(sessions).where(eq(sessions.id, sessionId))
  return row && membershipIn(db, person, row.networkId as NetworkId)
}

/** Proof that this person may run this session; undefined when they may not, or it is not there. */
export async function conveningOf(
  db: Db,
  person: Pick<SignedIn, 'userId'>,
  sessionId: SessionId,
): Promise<Convening | undefined> {
  const membership = await membershipAround(db, person, sessionId)
  if (!membership || !convenes(membership.role)) return undefined
  return { networkId: membership.networkId, sessionId, userId: person.userId } as unknown as Convening
}

/** The operator's own proof: whoever can run the admin command on the server's machine may run any session. */
export async function operatorConvening(db: Db, sessionId: SessionId): Promise<Convening | undefined> {
  const [row] = await db.select({ networkId: sessions.networkId }).from(sessions).where(eq(sessions.id, sessionId))
  return row && ({ networkId: row.networkId, sessionId, userId: null } as unknown as Convening)
}
