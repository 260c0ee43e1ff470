import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { noteReaders, notes, threads } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findAuthoriserLabels } from '#server/authoriser/find-labels.ts'
import { findPartners, type Partner } from '#server/network/find.ts'
import { findLines } from '#server/statement/find.ts'
import { type Day, dayAt, daysBetween } from '#server/vocabulary/day.ts'
import { type AboutKind, AGEING_DAYS } from '#server/vocabulary/hearing.ts'
import type { NetworkId, NoteId, ThreadId } from '#server/vocabulary/ids.ts'
import { mayRead } from './may.ts'

type Row = typeof notes.$inferSelect

/** A note as its readers see it: the partner it came from, never the person. */
export type Note = Pick<
  Row,
  'text' | 'closeness' | 'confidence' | 'sensitivity' | 'heardOn' | 'recheckBy' | 'state' | 'answer'
> & {
  id: NoteId
  threadId: ThreadId | null
  partner: Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'> | null
  about: { kind: AboutKind; id: string; label: string }
  /** Days since it was written. */
  age: number
  isMine: boolean
}
export interface Thread {
  id: ThreadId
  title: string
  notes: Note[]
  /** The partners whose notes stand in it, each once: how many tell it independently. */
  partners: string[]
}
export interface Heard {
  /** Joined by at least two partners. */
  threads: Thread[]
  /** From one partner alone, whatever became of them. */
  single: Note[]
  /** Without an answer for too long, or to be looked at again; the oldest first. */
  ageing: Note[]
  mine: Note[]
}

/** What this member may read of what a network hears, sorted. Counts are of what they may read alone. */
export async function findHeard(
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  now: Date,
): Promise<Heard> {
  const readable = await findNotes(db, reader, now)
  const made = await db.select().from(threads).where(eq(threads.networkId, reader.networkId))
  const all = await db.select({ threadId: notes.threadId }).from(notes).where(eq(notes.networkId, reader.networkId))
  const joined = made.flatMap((thread): Thread[] => {
    const inIt = readable.filter(({ threadId }) => threadId === thread.id)
    const names = [...new Set(inIt.flatMap(({ partner }) => partner?.name ?? []))]
    // Whoever reads only a part of a thread is not told what the whole of it is called.
    const wholly = inIt.length === all.filter(({ threadId }) => threadId === thread.id).length
    const title = wholly ? thread.title : (inIt[0]?.about.label ?? '')
    return names.length < 2 ? [] : [{ id: thread.id as ThreadId, title, notes: inIt, partners: names.sort() }]
  })
  const inThreads = new Set(joined.flatMap((thread) => thread.notes.map(({ id }) => id)))
  const today = dayAt(now)
  return {
    threads: joined.sort((a, b) => b.partners.length - a.partners.length),
    single: readable.filter(({ id }) => !inThreads.has(id)),
    ageing: readable
      .filter(({ answer, age, recheckBy }) => answer === '' && (age >= AGEING_DAYS || (recheckBy ?? '9') <= today))
      .sort((a, b) => b.age - a.age),
    mine: readable.filter(({ isMine }) => isMine),
  }
}

/** The notes that this member may read, the newest first. */
export async function findNotes(
  db: Pick<Db, 'select'>,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  now: Date,
): Promise<Note[]> {
  const { networkId } = reader
  const rows = await readableRows(db, reader)
  const partners = new Map(
    (await findPartners(db, networkId, { withLeft: true })).map((one) => [one.id as string, one]),
  )
  const label = await labels(db, networkId, partners)
  return rows.map((row) => {
    const partner = partners.get(row.partnerId ?? '')
    const { text, closeness, confidence, sensitivity, heardOn, recheckBy, state, answer } = row
    return {
      ...{ text, closeness, confidence, sensitivity, heardOn, recheckBy, state, answer },
      id: row.id as NoteId,
      threadId: row.threadId as ThreadId | null,
      partner: partner
        ? { id: partner.id, name: partner.name, initials: partner.initials, markNo: partner.markNo }
        : null,
      about: { kind: row.aboutKind, id: row.about, label: label(row.aboutKind, row.about) },
      age: Math.max(0, daysBetween(dayAt(row.notedAt), dayAt(now) as Day)),
      isMine: row.byUserId === reader.userId,
    }
  })
}

/** The rows that this member may read. Everything else that reads notes starts from here. */
export async function readableRows(
  db: Pick<Db, 'select'>,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<Row[]> {
  const { networkId } = reader
  const rows = await db
    .select()
    .from(notes)
    .where(eq(notes.networkId, networkId))
    .orderBy(desc(notes.notedAt), desc(notes.id))
  const named = await db
    .select({ noteId: noteReaders.noteId })
    .from(noteReaders)
    .where(and(eq(noteReaders.networkId, networkId), eq(noteReaders.userId, reader.userId)))
  const mine = new Set(named.map(({ noteId }) => noteId))
  return rows.filter((row) => mayRead(reader, { ...row, readers: mine.has(row.id) ? [reader.userId] : [] }))
}

/** What a note is about, in words. */
async function labels(db: Pick<Db, 'select'>, networkId: NetworkId, partners: ReadonlyMap<string, Partner>) {
  const lines = new Map((await findLines(db, networkId)).map(({ id, text }) => [id as string, text]))
  const backers = await findAuthoriserLabels(db, networkId)
  return (kind: AboutKind, about: string): string => {
    if (kind === 'statement') return lines.get(about) ?? ''
    if (kind === 'authoriser') return backers.get(about) ?? ''
    if (kind === 'partner') return partners.get(about)?.name ?? ''
    return about
  }
}
