import { and, eq, inArray, sql } from 'drizzle-orm'
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { notes } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { NoteId } from '#server/vocabulary/ids.ts'
import { readableRows } from './find.ts'

/** Two notes that may be about the same thing, and how alike their words are (0 to 1). People decide. */
export interface Suggestion {
  noteId: NoteId
  other: NoteId
  likeness: number
}

// Every pair of these is looked at, so the newest are enough: an old one is found by its subject.
const LOOKED_AT = 200
const ALIKE = 0.2
const SHOWN = 10

/**
 * Which notes may be about the same thing: the same subject, or words alike, by trigrams and by the stems they share. Only
 * among notes that the asker may read, and not yet together.
 */
export async function suggestJoins(
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<Suggestion[]> {
  const ids = (await readableRows(db, reader)).slice(0, LOOKED_AT).map(({ id }) => id)
  if (ids.length < 2) return []
  const [one, other] = [alias(notes, 'one'), alias(notes, 'other')]
  const stems = (text: AnyPgColumn) => sql`tsvector_to_array(to_tsvector('english', ${text}))`
  const shared = sql`cardinality(array(select unnest(${stems(one.text)}) intersect select unnest(${stems(other.text)})))::float`
  const fewest = sql`greatest(1, least(cardinality(${stems(one.text)}), cardinality(${stems(other.text)})))`
  const likeness = sql<number>`greatest(similarity(${one.text}, ${other.text}), ${shared} / ${fewest},
    case when ${one.aboutKind} = ${other.aboutKind} and ${one.about} = ${other.about} then 1 else 0 end)`
  const rows = await db
    .select({ noteId: one.id, other: other.id, likeness })
    .from(one)
    .innerJoin(
      other,
      and(
        eq(other.networkId, one.networkId),
        sql`${one.id} < ${other.id}`,
        sql`(${one.threadId} is distinct from ${other.threadId} or ${one.threadId} is null)`,
      ),
    )
    .where(
      and(
        eq(one.networkId, reader.networkId),
        inArray(one.id, ids),
        inArray(other.id, ids),
        sql`${likeness} >= ${ALIKE}`,
      ),
    )
    .orderBy(sql`${likeness} desc`, one.id, other.id)
    .limit(SHOWN)
  return rows.map((row) => ({ noteId: row.noteId as NoteId, other: row.other as NoteId, likeness: row.likeness }))
}
