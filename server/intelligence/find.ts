import { and, asc, desc, eq, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notes, threads } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findAuthoriserLabels } from '#server/authoriser/find-labels.ts'
import { findPartners, type Partner } from '#server/network/find.ts'
import { zoneOf } from '#server/network/today.ts'
import { findLines } from '#server/statement/find.ts'
import { dayAt, daysBetween } from '#server/vocabulary/day.ts'
import type { AboutKind } from '#server/vocabulary/hearing.ts'
import type { NetworkId, NoteId, ThreadId } from '#server/vocabulary/ids.ts'
import { readableBy, waitsTooLong } from './readable.ts'

type Row = typeof notes.$inferSelect
type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

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
  /** From one partner alone, whatever became of them; the newest first. */
  single: Note[]
  /** Without an answer for too long, or to be looked at again; the oldest first. */
  ageing: Note[]
  mine: Note[]
  /** How many there are in all; the lists hold one page of each. */
  counts: Record<HeardList, number>
}
export const HEARD_LISTS = ['threads', 'single', 'ageing', 'mine'] as const
export type HeardList = (typeof HEARD_LISTS)[number]

/** How many stand on a page. */
export const NOTES_PER_PAGE = 20
export const THREADS_PER_PAGE = 20

/**
 * One page (counted from 1) of each list of what this member may read of what a network hears. Counts are of what they may
 * read alone.
 */
export async function findHeard(
  db: Db,
  reader: Reader,
  now: Date,
  page: Partial<Record<HeardList, number>> = {},
): Promise<Heard> {
  const { networkId } = reader
  const seen = readableBy(db, reader)
  const joined = await findJoined(db, reader)
  const from = (list: HeardList, size: number) => (Math.max(1, page[list] ?? 1) - 1) * size
  const first = from('threads', THREADS_PER_PAGE)
  const shown = joined.slice(first, first + THREADS_PER_PAGE)
  const [describe, zone] = [await describer(db, reader, now), await zoneOf(db, networkId)]
  const list = async (which: Exclude<HeardList, 'threads'>, where: SQL | undefined, order: SQL[]) => {
    const rows = await db
      .select()
      .from(notes)
      .where(and(eq(notes.networkId, networkId), seen, where))
      .orderBy(...order)
      .limit(NOTES_PER_PAGE)
      .offset(from(which, NOTES_PER_PAGE))
    return rows.map(describe)
  }
  const [latest, oldest] = [
    [desc(notes.notedAt), desc(notes.id)],
    [asc(notes.notedAt), asc(notes.id)],
  ]
  const conditions = {
    single: or(isNull(notes.threadId), notInArray(notes.threadId, idsOr(joined.map(({ id }) => id)))),
    ageing: waitsTooLong(dayAt(now, zone), zone),
    mine: eq(notes.byUserId, reader.userId),
  }
  const inThreads =
    shown.length === 0
      ? []
      : await db
          .select()
          .from(notes)
          .where(
            and(
              eq(notes.networkId, networkId),
              seen,
              inArray(
                notes.threadId,
                shown.map(({ id }) => id),
              ),
            ),
          )
          .orderBy(...latest)
  const described = inThreads.map(describe)
  return {
    threads: shown.map(({ id, title }) => {
      const inIt = described.filter(({ threadId }) => threadId === id)
      const partners = [...new Set(inIt.flatMap(({ partner }) => partner?.name ?? []))].sort()
      // Whoever reads only a part of a thread is not told what the whole of it is called.
      return { id, title: title ?? inIt[0]?.about.label ?? '', notes: inIt, partners }
    }),
    single: await list('single', conditions.single, latest),
    ageing: await list('ageing', conditions.ageing, oldest),
    mine: await list('mine', conditions.mine, latest),
    counts: { threads: joined.length, ...(await countEach(db, reader, seen, conditions)) },
  }
}

// No id is like this: a list of none has to be something in SQL.
const idsOr = (ids: readonly string[]) => (ids.length === 0 ? [''] : [...ids])

/** The threads in which this reader may read notes of two partners or more, most partners first; a title for whole ones alone. */
async function findJoined(db: Db, reader: Reader): Promise<{ id: ThreadId; title: string | null }[]> {
  const seen = readableBy(db, reader)
  const partners = sql`count(distinct ${notes.partnerId}) filter (where ${seen})`
  const rows = await db
    .select({ id: threads.id, title: threads.title, whole: sql<boolean>`bool_and(${seen})` })
    .from(notes)
    .innerJoin(threads, and(eq(threads.networkId, notes.networkId), eq(threads.id, notes.threadId)))
    .where(eq(notes.networkId, reader.networkId))
    .groupBy(threads.networkId, threads.id, threads.title)
    .having(sql`${partners} > 1`)
    .orderBy(sql`${partners} desc`, asc(threads.id))
  return rows.map(({ id, title, whole }) => ({ id: id as ThreadId, title: whole ? title : null }))
}

async function countEach(
  db: Db,
  { networkId }: Reader,
  seen: SQL,
  where: Record<'single' | 'ageing' | 'mine', SQL | undefined>,
): Promise<Record<'single' | 'ageing' | 'mine', number>> {
  const many = (one: SQL | undefined) => sql<number>`count(*) filter (where ${one})`.mapWith(Number)
  const [row] = await db
    .select({ single: many(where.single), ageing: many(where.ageing), mine: many(where.mine) })
    .from(notes)
    .where(and(eq(notes.networkId, networkId), seen))
  return row ?? { single: 0, ageing: 0, mine: 0 }
}

/** Turns rows of notes into what their readers see. */
async function describer(db: Db, reader: Reader, now: Date): Promise<(row: Row) => Note> {
  const partners = new Map(
    (await findPartners(db, reader.networkId, { withLeft: true })).map((one) => [one.id as string, one]),
  )
  const label = await labels(db, reader.networkId, partners)
  const zone = await zoneOf(db, reader.networkId)
  return (row) => {
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
      age: Math.max(0, daysBetween(dayAt(row.notedAt, zone), dayAt(now, zone))),
      isMine: row.byUserId === reader.userId,
    }
  }
}

/** These notes, as far as this member may read them. */
export async function findNotesById(db: Db, reader: Reader, ids: readonly NoteId[], now: Date): Promise<Note[]> {
  if (ids.length === 0) return []
  return (await readableRows(db, reader, inArray(notes.id, [...ids]))).map(await describer(db, reader, now))
}

/** The rows of these that this member may read, the newest first. Whatever changes notes starts from here. */
export async function readableRows(db: Pick<Db, 'select'>, reader: Reader, which: SQL | undefined): Promise<Row[]> {
  return db
    .select()
    .from(notes)
    .where(and(eq(notes.networkId, reader.networkId), readableBy(db, reader), which))
    .orderBy(desc(notes.notedAt), desc(notes.id))
}

/** What one note is about, in words. */
export async function aboutLabel(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  { aboutKind, about }: Pick<Row, 'aboutKind' | 'about'>,
): Promise<string> {
  const partners = (await findPartners(db, networkId, { withLeft: true })).map(
    (one) => [one.id as string, one] as const,
  )
  return (await labels(db, networkId, new Map(partners)))(aboutKind, about)
}

/** What notes are about, in words. */
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
