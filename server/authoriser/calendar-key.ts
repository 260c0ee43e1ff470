import { createHash, randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/people.ts'
import { calendarKeys } from '#db/schema/watch-mails.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import type { NetworkId, UserId } from '#server/vocabulary/ids.ts'
import { FIRST_LANGUAGE, type Language, readLanguage } from '#server/vocabulary/language.ts'
import type { Work } from '#server/work.ts'

type Who = Pick<Membership, 'networkId' | 'userId'>

const KEY_BYTES = 24
const hashed = (key: string) => createHash('sha256').update(key).digest('hex')
const ownKey = ({ networkId, userId }: Who) =>
  and(eq(calendarKeys.networkId, networkId), eq(calendarKeys.userId, userId))

/**
 * Makes the key with which this convenor's calendar fetches the change watch by itself, for a calendar can't sign in. It is told
 * this once and kept nowhere; whichever was made before opens nothing any more.
 */
export async function makeCalendarKey({ db, clock }: Work, { networkId, userId }: Who): Promise<string> {
  const key = randomBytes(KEY_BYTES).toString('base64url')
  const made = { keyHash: hashed(key), madeAt: clock.now() }
  await db
    .insert(calendarKeys)
    .values({ networkId, userId, ...made })
    .onConflictDoUpdate({ target: [calendarKeys.networkId, calendarKeys.userId], set: made })
  return key
}

/** Takes one's key back: whoever has it fetches nothing any more. Twice is once. */
export async function endCalendarKey({ db }: Work, who: Who): Promise<void> {
  await db.delete(calendarKeys).where(ownKey(who))
}

/** Whether this convenor's calendar has a key. */
export const hasCalendarKey = async (db: Pick<Db, 'select'>, who: Who): Promise<boolean> =>
  (await db.select({ at: calendarKeys.madeAt }).from(calendarKeys).where(ownKey(who))).length > 0

/** Whose calendar fetches with this key, as they belong to the network now, and the language they read; undefined for nobody's. */
export async function whoFetches(
  db: Db,
  networkId: NetworkId,
  key: string,
): Promise<{ membership: Membership; language: Language } | undefined> {
  const [row] = await db
    .select({ userId: calendarKeys.userId, language: users.language })
    .from(calendarKeys)
    .innerJoin(users, eq(users.id, calendarKeys.userId))
    .where(and(eq(calendarKeys.networkId, networkId), eq(calendarKeys.keyHash, hashed(key))))
  const membership = row && (await membershipIn(db, { userId: row.userId as UserId }, networkId))
  return membership && { membership, language: readLanguage(row.language ?? undefined) ?? FIRST_LANGUAGE }
}
