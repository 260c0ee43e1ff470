import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { examineBoard } from '#db/examine-board.ts'
import { boardClients, boardDocs, boardLog, boardSnapshots } from '#db/schema/boards.ts'
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
      {
        ...{ by: 'one', no: row + 1, networkId, boardId: sessionId, entries },
        newClients: people.map(({ id, doc }) => [doc.clientID, id] as const),
      },
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
  return { networkId, sessionId, store, cards: viewBoard(all).cards }
}

const flip = (bytes: Uint8Array, bit: number) => {
  const bent = Uint8Array.from(bytes)
  bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bent
}

/** The board as whoever opens it now reads it. */
async function read({ store, sessionId }: Pick<Awaited<ReturnType<typeof aUsedBoard>>, 'store' | 'sessionId'>) {
  const stored = await store.load(sessionId)
  const doc = new Y.Doc()
  doc.transact(() => stored?.updates.forEach((update) => void Y.applyUpdate(doc, update)))
  return { damaged: stored?.damaged ?? [], cards: viewBoard(doc).cards }
}
/** How many of the cards are shown as they were. */
const shareOf = (cards: Cards, seen: Cards) =>
  Object.keys(cards).filter((id) => seen[id]?.text === cards[id]?.text).length / Object.keys(cards).length
type Cards = ReturnType<typeof viewBoard>['cards']

test(`every flipped bit of what a board is read from is noticed, and all cards are shown (seed ${SEED}, ${FLIPS} flips)`, async () => {
  const next = chance(SEED)
  const board = await aUsedBoard(next)
  const { sessionId, cards } = board
  const rows = await database.db.select().from(boardLog).where(eq(boardLog.boardId, sessionId)).orderBy(boardLog.seq)
  const snapshots = await database.db
    .select()
    .from(boardSnapshots)
    .where(eq(boardSnapshots.boardId, sessionId))
    .orderBy(boardSnapshots.seq)
  const newest = snapshots[snapshots.length - 1] as (typeof snapshots)[number]
  expect(await examineBoard(database.db, sessionId)).toEqual([])
  const shares: number[] = []
  let noticed = 0
  for (let i = 0; i < FLIPS; i += 1) {
    const isRow = next(4) > 0
    const one = isRow ? (rows[next(rows.length)] as Row) : (snapshots[next(snapshots.length)] as Kept)
    const whole = 'entries' in one ? one.entries : one.state
    const isSum = next(8) === 0
    const bytes = isSum ? whole : flip(whole, next(whole.length * 8))
    const checksum = isSum ? flipIn(one.checksum, next) : one.checksum
    await write(one, bytes, checksum)
    const { damaged, cards: seen } = await read(board)
    const name = `${isRow ? 'board_log' : 'board_snapshots'} ${one.seq}`
    // What lies before the newest snapshot isn't read while that one holds: whoever examines all of it finds it.
    const isRead = isRow ? one.seq > newest.seq : one === newest
    expect([name, damaged]).toEqual([name, isRead ? [name] : []])
    noticed += Number((await examineBoard(database.db, sessionId)).join() === `${name} does not match its checksum`)
    shares.push(shareOf(cards, seen))
    await write(one, whole, one.checksum)
  }
  const shown = Math.min(...shares)
  expect([noticed, shown >= 0.99]).toEqual([FLIPS, true])
  noteFigures('damage', { seed: SEED, flips: FLIPS, noticed, cards: Object.keys(cards).length, shownAtLeast: shown })
}, 900_000)

type Row = typeof boardLog.$inferSelect
type Kept = typeof boardSnapshots.$inferSelect
async function write(one: Row | Kept, bytes: Uint8Array, checksum: string): Promise<void> {
  if ('entries' in one)
    await database.db
      .update(boardLog)
      .set({ entries: bytes, checksum })
      .where(and(eq(boardLog.boardId, one.boardId), eq(boardLog.seq, one.seq)))
  else
    await database.db
      .update(boardSnapshots)
      .set({ state: bytes, checksum })
      .where(and(eq(boardSnapshots.boardId, one.boardId), eq(boardSnapshots.seq, one.seq)))
}
/** PostgreSQL itself takes no NUL in a text. */
const flipIn = (text: string, next: (below: number) => number) =>
  Buffer.from(flip(Buffer.from(text), next(text.length) * 8 + next(7)))
    .toString('latin1')
    .replaceAll('\0', '?')

test(`a flipped bit of whose a client id is takes no card away, and is found (seed ${SEED}, ${FLIPS} flips)`, async () => {
  const next = chance(SEED)
  const board = await aUsedBoard(next)
  const clients = await database.db.select().from(boardClients).where(eq(boardClients.boardId, board.sessionId))
  for (let i = 0; i < FLIPS; i += 1) {
    const { clientId, seatId } = clients[next(clients.length)] as (typeof clients)[number]
    const give = (to: string) =>
      database.db
        .update(boardClients)
        .set({ seatId: to })
        .where(and(eq(boardClients.boardId, board.sessionId), eq(boardClients.clientId, clientId)))
    await give(flipIn(seatId, next))
    expect(await examineBoard(database.db, board.sessionId)).toEqual([
      `board_clients gives ${clientId} to a seat that did not write under it`,
    ])
    expect(await read(board)).toEqual({ damaged: [], cards: board.cards })
    await give(seatId)
  }
}, 900_000)

test('a flipped bit of where a board’s log ends is found, takes no card away, and keeps nobody from writing on', async () => {
  const board = await aUsedBoard(chance(SEED))
  const { networkId, sessionId: boardId, store } = board
  const ofBoard = eq(boardDocs.boardId, boardId)
  const headOf = async () => (await database.db.select().from(boardDocs).where(ofBoard))[0]?.headSeq ?? 0
  const author = new Y.Doc()
  const me = { id: 'late', kind: 'participant' as const, partnerId: 'p-late' }
  // Numbers beyond 53 bits are none that JavaScript counts by; the last bit of all is the sign.
  for (const bit of [...Array.from({ length: 53 }, (_, bit) => bit).filter((bit) => bit % sized(4, 1) === 0), 63]) {
    const head = await headOf()
    await database.db
      .update(boardDocs)
      .set({ headSeq: sql`head_seq # (1::bigint << ${sql.raw(String(bit))})` })
      .where(ofBoard)
    expect([bit, (await examineBoard(database.db, boardId)).length]).toEqual([bit, 1])
    const before = Y.encodeStateVector(author)
    addCard(author, me, { ...aCard('late'), id: `late.${bit}` })
    const entries = [{ seatId: 'late', update: Y.encodeStateAsUpdate(author, before) }]
    const { seqs } = await store.append([
      { by: 'one', no: 1_000 + bit, networkId, boardId, entries, newClients: [[author.clientID, 'late']] },
    ])
    expect(seqs.has(boardId)).toBe(true)
    const { cards } = await read(board)
    expect([bit, Object.keys(board.cards).every((id) => cards[id]), cards[`late.${bit}`] !== undefined]).toEqual([
      bit,
      true,
      true,
    ])
    // So that the next harm is done to a sound board.
    await database.db
      .update(boardLog)
      .set({ seq: head + 1 })
      .where(and(eq(boardLog.boardId, boardId), eq(boardLog.seq, await headOf())))
    await database.db
      .update(boardDocs)
      .set({ headSeq: head + 1 })
      .where(ofBoard)
  }
  expect(await examineBoard(database.db, boardId)).toEqual([])
}, 900_000)
