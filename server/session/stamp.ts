import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { returns } from '#db/schema/kept.ts'
import { members } from '#db/schema/networks.ts'
import { seats, sessions } from '#db/schema/sessions.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/**
 * What each session's step, doors and people come to, as a word that changes when they do: where it stands, who holds or
 * lost a seat, on which devices, for whom they speak, and who convenes. Sessions that are not there are left out.
 */
export async function stampSessions(db: Db, ids: readonly SessionId[]): Promise<Map<SessionId, string>> {
  if (ids.length === 0) return new Map()
  const ofSeats = sql`(select md5(coalesce(string_agg(concat_ws(',', ${seats.id}, ${seats.partnerId}, ${seats.name}, ${seats.userId}, ${seats.mergedInto}, ${seats.removedAt}), ';' order by ${seats.id}), ''))
    from ${seats} where ${seats.networkId} = ${sessions.networkId} and ${seats.sessionId} = ${sessions.id})`
  const ofDevices = sql`(select md5(coalesce(string_agg(concat_ws(',', ${returns.id}, ${returns.answer}), ';' order by ${returns.id}), ''))
    from ${returns} where ${returns.networkId} = ${sessions.networkId} and ${returns.sessionId} = ${sessions.id})`
  const ofMembers = sql`(select md5(coalesce(string_agg(concat_ws(',', ${members.userId}, ${members.role}, ${members.endedAt}), ';' order by ${members.userId}), ''))
    from ${members} where ${members.networkId} = ${sessions.networkId})`
  const stamp = sql<string>`concat_ws(' ', ${sessions.stepNo}, ${sessions.closedAt}, ${sessions.viewsShownAt}, ${ofSeats}, ${ofDevices}, ${ofMembers})`
  const rows = await db
    .select({ id: sessions.id, stamp })
    .from(sessions)
    .where(inArray(sessions.id, [...ids]))
  return new Map(rows.map(({ id, stamp }) => [id as SessionId, stamp]))
}
