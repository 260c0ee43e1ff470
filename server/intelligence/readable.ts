import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { noteReaders, notes } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { type Day, dayBegins, daysAfter } from '#server/vocabulary/day.ts'
import { AGEING_DAYS, type Sensitivity } from '#server/vocabulary/hearing.ts'
import { convenes } from '#server/vocabulary/role.ts'

/**
 * The notes of a network that somebody of it may read: what must not be read is neither fetched nor counted. Its author always may. Otherwise: a
 * note for the network is for members and convenors, one for convenors for them alone, one for a group for those it names and
 * nobody else, convenors included. Observers read none.
 */
export function readableBy(db: Pick<Db, 'select'>, reader: Pick<Membership, 'networkId' | 'userId' | 'role'>): SQL {
  if (reader.role === 'observer') return sql`false`
  const open: Sensitivity[] = convenes(reader.role) ? ['network', 'convenors'] : ['network']
  // Asked once for the whole query, not once for every note.
  const named = db
    .select({ networkId: noteReaders.networkId, noteId: noteReaders.noteId })
    .from(noteReaders)
    .where(and(eq(noteReaders.networkId, reader.networkId), eq(noteReaders.userId, reader.userId)))
  return or(
    // A guest's note is by nobody: of that, `=` says neither yes nor no, and a whole (`bool_and`) would pass over it.
    sql`${notes.byUserId} is not distinct from ${reader.userId}`,
    inArray(notes.sensitivity, open),
    and(eq(notes.sensitivity, 'group'), sql`(${notes.networkId}, ${notes.id}) in ${named}`),
  ) as SQL
}

/** Whether a note waits for an answer since too long, or is due to be looked at again, on a day in a network's time zone. */
export const waitsTooLong = (today: Day, zone: string): SQL => {
  const lately = dayBegins(daysAfter(today, 1 - AGEING_DAYS), zone).toISOString()
  return sql`(${notes.answer} = '' and (${notes.notedAt} < ${lately}::timestamptz or ${notes.recheckBy} <= ${today}::date))`
}
