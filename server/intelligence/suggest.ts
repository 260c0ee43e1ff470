import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notes } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { NoteId } from '#server/vocabulary/ids.ts'
import type { Note } from './find.ts'
import { findNotesById } from './find.ts'
import { readableBy } from './readable.ts'
import { sharedBetween } from './shared-between.ts'

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
 * Which notes may be about the same thing: the same subject; or words alike, by the trigrams that both have of all that one has,
 * or by the stems of the shorter that the longer has.
 * Only among notes that the asker may read, and not yet together. The database takes the words apart, once for each note.
 */
export async function suggestJoins(
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<Suggestion[]> {
  const rows = await db
    .select({
      ...{ id: notes.id, threadId: notes.threadId, about: sql<string>`${notes.aboutKind} || ' ' || ${notes.about}` },
      stems: sql<string[]>`to_json(tsvector_to_array(to_tsvector('english', ${notes.text})))`,
      trigrams: sql<string[]>`to_json(show_trgm(${notes.text}))`,
    })
    .from(notes)
    .where(and(eq(notes.networkId, reader.networkId), readableBy(db, reader)))
    .orderBy(desc(notes.notedAt), desc(notes.id))
    .limit(LOOKED_AT)
  const stems = sharedBetween(rows.map((row) => row.stems))
  const trigrams = sharedBetween(rows.map((row) => row.trigrams))
  const found: { i: number; j: number; likeness: number }[] = []
  for (const [i, one] of rows.entries())
    for (let j = 0; j < i; j += 1) {
      const other = rows[j] as (typeof rows)[number]
      if (one.threadId !== null && one.threadId === other.threadId) continue
      const likeness = one.about === other.about ? 1 : Math.max(trigrams.ofAll(i, j), stems.ofShorter(i, j))
      if (likeness >= ALIKE) found.push({ i, j, likeness })
    }
  const least = found.map(({ likeness }) => likeness).sort((a, b) => b - a)[SHOWN - 1] ?? 0
  return found
    .filter(({ likeness }) => likeness >= least)
    .map(({ i, j, likeness }) => {
      const [noteId, other] = [rows[i]?.id, rows[j]?.id].sort() as [NoteId, NoteId]
      return { noteId, other, likeness }
    })
    .sort((a, b) => b.likeness - a.likeness || a.noteId.localeCompare(b.noteId) || a.other.localeCompare(b.other))
    .slice(0, SHOWN)
}

/** The notes that are suggested, in their words. */
export const findSuggested = (
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  suggestions: readonly Suggestion[],
  now: Date,
): Promise<Note[]> =>
  findNotesById(
    db,
    reader,
    suggestions.flatMap(({ noteId, other }) => [noteId, other]),
    now,
  )
