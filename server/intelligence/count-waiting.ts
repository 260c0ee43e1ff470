import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notes } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { zoneOf } from '#server/network/today.ts'
import { dayAt, dayBegins, daysAfter } from '#server/vocabulary/day.ts'
import { readableBy, waitsTooLong } from './readable.ts'

const LATELY_DAYS = 30

/** How many notes wait, of those that this reader may read; and how many of their own were answered lately. */
export async function countWaiting(
  db: Pick<Db, 'select'>,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  now: Date,
): Promise<{ unread: number; ageing: number; answered: number }> {
  const zone = await zoneOf(db, reader.networkId)
  const today = dayAt(now, zone)
  const waits = sql`${notes.answer} = ''`
  const mine = eq(notes.byUserId, reader.userId)
  const lately = sql`${notes.answeredAt} >= ${dayBegins(daysAfter(today, -LATELY_DAYS), zone).toISOString()}::timestamptz`
  const many = (what: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${what})`.mapWith(Number)
  const [row] = await db
    .select({
      unread: many(sql`${notes.state} = 'new' and ${notes.byUserId} is distinct from ${reader.userId}`),
      ageing: many(waitsTooLong(today, zone)),
      answered: many(sql`${mine} and not ${waits} and ${lately}`),
    })
    .from(notes)
    .where(and(eq(notes.networkId, reader.networkId), readableBy(db, reader)))
  return row ?? { unread: 0, ageing: 0, answered: 0 }
}
