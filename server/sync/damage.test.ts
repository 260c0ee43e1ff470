import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { boardLog, boardSnapshots } from '#db/schema/boards.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addCard, editText } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { aStage } from '#server/session/a-stage.ts'
import { aCard } from './a-stage.ts'
import { postgresStore } from './postgres-store.ts'
import { chance, noteFigures, sized } from './proof.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const SEED = 91
const FLIPS = sized(20, 1_000)

/** A board that twenty people have written on: two snapshots, and rows of one to four edits each before and after them. */
async function aUsedBoard(next: (below: number) => number) {
  const { networkId, sessionId } = await aStage(database)
  const store = postgresStore(database.db)
  const all = new Y.Doc()
  const people = Array.from({ length: 20 }, (_, i) => ({ id: `seat${i}`, doc: new Y.Doc() }))
  let seq = 0
  for (let row = 0; row < 60; row += 1) {
    const entries = Array.from({ length: 1 + next(4) }, () => {
      const { id, doc } = people[next(people.length)] as (typeof people)[number]
      const me = { id, kind: 'participant' as const, partnerId: `p-${id}` }
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(all, Y.encodeStateVector(doc)))
      const before = Y.encodeStateVector(doc)
      const own = Object.values(viewBoard(doc).cards).filter(({ author }) => author === id)
      const mine = own[next(Math.max(1, own.length))]
      if (mine && next(3) === 0) editText(doc, me, mine.id, `${mine.text} and more`)
      else addCard(doc, me, { ...aCard(id), id: `${id}.${next(1e9)}` })
      const update = Y.encodeStateAsUpdate(doc, before)
      Y.applyUpdate(all, update)
      return { seatId: id, update }
    })
    const { seqs } = await store.append([
      { by: 'one', no: row + 1, networkId, boardId: sessionId, entries, newClients: [] },
    ])
    seq = seqs.get(sessionId) ?? 0
    if (row === 20 || row === 40)
      await store.snapshot({
        networkId,
        boardId: sessionId,
        seq,
        state: Y.encodeStateAsUpdateV2(all),
        reason: 'length',
      })
  }
  return { sessionId, store, cards: viewBoard(all).cards }
}

const flip = (bytes: Uint8Array, bit: number) => {
  const bent = Uint8Array.from(bytes)
  bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bent
}

test(`every flipped bit of what a board is read from is noticed, and all cards are shown (seed ${SEED}, ${FLIPS} flips)`, async () => {
  const next = chance(SEED)
  const { sessionId, store, cards } = await aUsedBoard(next)
  const rows = await database.db.select().from(boardLog).where(eq(boardLog.boardId, sessionId)).orderBy(boardLog.seq)
  const snapshots = await database.db
    .select()
    .from(boardSnapshots)
    .where(eq(boardSnapshots.boardId, sessionId))
    .orderBy(boardSnapshots.seq)
  const newest = snapshots[snapshots.length - 1] as (typeof snapshots)[number]
  // What lies before the newest snapshot isn't read while that one holds.
  const read = rows.filter((row) => row.seq > newest.seq)
  const shares: number[] = []
  let noticed = 0
  for (let i = 0; i < FLIPS; i += 1) {
    const row = read[next(read.length)] as (typeof read)[number]
    const ofRow = and(eq(boardLog.boardId, sessionId), eq(boardLog.seq, row.seq))
    const ofSnapshot = and(eq(boardSnapshots.boardId, sessionId), eq(boardSnapshots.seq, newest.seq))
    const which = next(8)
    const { entries, checksum } = row
    const bentSum = Buffer.from(flip(Buffer.from(checksum), next(checksum.length) * 8 + next(7))).toString('latin1')
    if (which === 0)
      await database.db
        .update(boardSnapshots)
        .set({ state: flip(newest.state, next(newest.state.length * 8)) })
        .where(ofSnapshot)
    // PostgreSQL itself takes no NUL in a text.
    else if (which === 1)
      await database.db
        .update(boardLog)
        .set({ checksum: bentSum.replaceAll('\0', '?') })
        .where(ofRow)
    else
      await database.db
        .update(boardLog)
        .set({ entries: flip(entries, next(entries.length * 8)) })
        .where(ofRow)

    const stored = await store.load(sessionId)
    noticed += Number(stored?.damaged.length === 1)
    const doc = new Y.Doc()
    doc.transact(() => stored?.updates.forEach((update) => void Y.applyUpdate(doc, update)))
    const seen = viewBoard(doc).cards
    shares.push(
      Object.keys(cards).filter((id) => seen[id]?.text === cards[id]?.text).length / Object.keys(cards).length,
    )
    await database.db.update(boardLog).set({ entries, checksum }).where(ofRow)
    await database.db.update(boardSnapshots).set({ state: newest.state }).where(ofSnapshot)
  }
  const shown = Math.min(...shares)
  expect([noticed, shown >= 0.99]).toEqual([FLIPS, true])
  noteFigures('damage', { seed: SEED, flips: FLIPS, noticed, cards: Object.keys(cards).length, shownAtLeast: shown })
}, 600_000)
