import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notes } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { NoteId } from '#server/vocabulary/ids.ts'
import type { Note } from './find.ts'
import { findNotesById } from './find.ts'
import { readableBy } from './readable.ts'

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
 * Which notes may be about the same thing: the same subject, or words alike, by the trigrams and by the stems that they share.
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
  const taken = rows.map((row) => ({ ...row, stems: new Set(row.stems), trigrams: new Set(row.trigrams) }))
  const found: Suggestion[] = []
  for (const [i, one] of taken.entries())
    for (const other of taken.slice(i + 1)) {
      if (one.threadId !== null && one.threadId === other.threadId) continue
      const likeness = likenessOf(one, other)
      const [noteId, second] = [one.id, other.id].sort() as [NoteId, NoteId]
      if (likeness >= ALIKE) found.push({ noteId, other: second, likeness })
    }
  return found
    .sort((a, b) => b.likeness - a.likeness || a.noteId.localeCompare(b.noteId) || a.other.localeCompare(b.other))
    .slice(0, SHOWN)
}

interface Taken {
  about: string
  stems: ReadonlySet<string>
  trigrams: ReadonlySet<string>
}

/** 1 for one subject; else the trigrams that both have of all that one has, or the stems of the shorter that the longer has. */
function likenessOf(one: Taken, other: Taken): number {
  if (one.about === other.about) return 1
  const trigrams = shared(one.trigrams, other.trigrams)
  const all = one.trigrams.size + other.trigrams.size - trigrams
  const fewest = Math.max(1, Math.min(one.stems.size, other.stems.size))
  return Math.max(all === 0 ? 0 : trigrams / all, shared(one.stems, other.stems) / fewest)
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one]
  let count = 0
  for (const thing of few) if (many.has(thing)) count += 1
  return count
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
