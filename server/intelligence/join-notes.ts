import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { notes, threads } from '#db/schema/intelligence.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldName, fieldText } from '#server/field.ts'
import { holdNetwork } from '#server/network/hold-network.ts'
import { refuse } from '#server/refusal.ts'
import { type NetworkId, newId, type ThreadId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { cutText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { aboutLabel, readableRows } from './find.ts'
import type { AnswerInput, JoinNotesInput, TakeOutInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Row = typeof notes.$inferSelect
type Tx = Pick<Db, 'select' | 'insert' | 'update'>

/**
 * Puts notes on one subject side by side. Only notes that whoever joins them may read; each keeps its words and its readers. One
 * that stood in another thread leaves it, as if it had been taken out.
 */
export async function joinNotes({ db, clock }: Work, by: By, input: JoinNotesInput): Promise<ThreadId> {
  const { networkId } = by
  const noteIds = [...new Set(input.noteIds)]
  return db.transaction(async (tx) => {
    // What stands in which thread must not change between the look and the move: a title could outlive the note it speaks of.
    await holdNetwork(tx, networkId)
    const inThread = input.threadId ? eq(notes.threadId, input.threadId) : undefined
    const readable = await readableRows(tx, by, or(inArray(notes.id, noteIds), inThread))
    const chosen = readable.filter(({ id }) => noteIds.some((one) => one === id))
    if (chosen.length !== noteIds.length) throw refuse('not_found')
    if (!input.threadId && chosen.length < 2) throw refuse('note.one_alone')
    const id = input.threadId ?? newId<'thread'>()
    if (input.threadId) {
      const known = readable.some(({ threadId }) => threadId === input.threadId)
      if (!known) throw refuse('not_found')
    } else {
      const title = fieldName('threadTitle', input.title, LIMITS.title)
      await tx.insert(threads).values({ networkId, id, title, openedAt: clock.now() })
    }
    const these = and(eq(notes.networkId, networkId), inArray(notes.id, noteIds))
    const leave = await leaving(
      tx,
      by,
      clock.now(),
      chosen.filter(({ threadId }) => threadId !== id),
    )
    await tx.update(notes).set({ threadId: id }).where(these)
    await leave()
    await tx
      .update(notes)
      .set({ state: 'joined' })
      .where(and(these, eq(notes.state, 'new')))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'thread', thingId: id },
      label: await labelFor(tx, networkId, id),
      before: told(readable.filter(({ threadId }) => input.threadId && threadId === id)),
      after: told(readable.filter((row) => row.threadId === id || noteIds.some((one) => one === row.id))),
    })
    return id
  })
}

/** Takes a note out of its thread again. */
export async function takeOut({ db, clock }: Work, by: By, { noteId }: TakeOutInput): Promise<void> {
  const { networkId } = by
  await db.transaction(async (tx) => {
    await holdNetwork(tx, networkId)
    const [row] = await readableRows(tx, by, eq(notes.id, noteId))
    if (!row?.threadId) throw refuse('not_found')
    const leave = await leaving(tx, by, clock.now(), [row])
    await tx
      .update(notes)
      .set({ threadId: null, state: row.state === 'joined' ? 'new' : row.state })
      .where(and(eq(notes.networkId, networkId), eq(notes.id, noteId)))
    await leave()
  })
}

/**
 * What becomes of the threads that these notes leave, to be carried out once they have left: the history says that each holds
 * fewer. What a thread is called may speak of any note in it: when one that left was not for every member, the thread is called
 * by what its oldest note is about, so that nobody reads of the other in its title.
 */
async function leaving(tx: Tx, by: By, at: Date, gone: readonly Row[]): Promise<() => Promise<void>> {
  const { networkId } = by
  const left: { thingId: string; label: string; there: Row[] }[] = []
  for (const thingId of new Set(gone.flatMap(({ threadId }) => threadId ?? [])))
    left.push({
      thingId,
      label: await labelFor(tx, networkId, thingId),
      there: await readableRows(tx, by, eq(notes.threadId, thingId)),
    })
  return async () => {
    for (const { thingId, label, there } of left) {
      const out = gone.filter(({ threadId }) => threadId === thingId)
      if (out.some(({ sensitivity }) => sensitivity !== 'network')) await callAnew(tx, networkId, thingId)
      await noteChange(tx, {
        ...{ networkId, at, by: by.userId, noun: 'thread', thingId, label },
        before: told(there),
        after: told(there.filter(({ id }) => !out.some((one) => one.id === id))),
      })
    }
  }
}

/** Calls a thread by what the oldest of all its notes is about; one without any note left has no name any more. */
async function callAnew(tx: Tx, networkId: NetworkId, threadId: string): Promise<void> {
  const [oldest] = await tx
    .select()
    .from(notes)
    .where(and(eq(notes.networkId, networkId), eq(notes.threadId, threadId)))
    .orderBy(asc(notes.notedAt), asc(notes.id))
    .limit(1)
  const title = oldest ? cutText(await aboutLabel(tx, networkId, oldest), LIMITS.title) : ''
  await tx
    .update(threads)
    .set({ title })
    .where(and(eq(threads.networkId, networkId), eq(threads.id, threadId)))
}

/** Tells whoever contributed what happened with it: one note, or every note of a thread that whoever answers may read. */
export async function answerNotes({ db, clock }: Work, by: By, input: AnswerInput): Promise<void> {
  const answer = fieldText('answer', input.answer, LIMITS.viewText)
  const { networkId } = by
  const { of, state, seen = [] } = input
  await db.transaction(async (tx) => {
    const which = 'noteId' in of ? eq(notes.id, of.noteId) : eq(notes.threadId, of.threadId)
    const rows = await readableRows(tx, by, which)
    if (rows.length === 0) throw refuse('not_found')
    const unseen = rows.find((row) => row.answer !== '' && row.answer !== answer && !seen.includes(row.answer))
    if (unseen) throw refuse('note.answered_meanwhile', { answer: unseen.answer })
    const ids = rows.map(({ id }) => id)
    await tx
      .update(notes)
      .set({ state, answer, answeredAt: clock.now() })
      .where(and(eq(notes.networkId, networkId), inArray(notes.id, ids)))
    if ('noteId' in of || Object.keys(told(rows)).length === 0) return
    const label = await labelFor(tx, networkId, of.threadId)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'thread', thingId: of.threadId, label },
      before: { noteState: null },
      after: { noteState: state },
    })
  })
}

/** How many notes a thread holds, as every convenor may know: what is for a named group is not counted, and leaves no trace. */
function told(rows: readonly { sensitivity: string }[]): { notes?: number } {
  const open = rows.filter(({ sensitivity }) => sensitivity !== 'group').length
  return open === 0 ? {} : { notes: open }
}

/** What the history calls a thread: nothing, where it holds a note for a named group that not every convenor may know of. */
async function labelFor(tx: Pick<Db, 'select'>, networkId: NetworkId, threadId: string): Promise<string> {
  const [thread] = await tx
    .select()
    .from(threads)
    .where(and(eq(threads.networkId, networkId), eq(threads.id, threadId)))
  const [closed] = await tx
    .select({ id: notes.id })
    .from(notes)
    .where(and(eq(notes.networkId, networkId), eq(notes.threadId, threadId), eq(notes.sensitivity, 'group')))
    .limit(1)
  return closed ? '' : (thread?.title ?? '')
}
