import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { boardDocs, boardLog } from '#db/schema/boards.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import { postgresStore } from './postgres-store.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const anEdit = (key: string) => {
  const doc = new Y.Doc()
  doc.getMap('session').set(key, true)
  return { seatId: 'anna', update: Y.encodeStateAsUpdate(doc) }
}
const keysIn = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return [...doc.getMap('session').keys()].sort()
}
async function aBoard() {
  const { networkId, sessionId } = await aStage(database)
  const store = postgresStore(database.db)
  const append = (...keys: string[]) =>
    store.append([{ networkId, boardId: sessionId, entries: keys.map(anEdit), newClients: [[7, 'anna']] }])
  const load = async () => (await store.load(sessionId)) ?? expect.fail('there is no such board')
  return { networkId, sessionId, store, append, load }
}

test('what was appended together is read again in order, with no gap in the numbers', async () => {
  const { sessionId, append, load } = await aBoard()
  await append('a', 'b')
  await append('c')
  expect(keysIn((await load()).updates)).toEqual(['a', 'b', 'c'])
  const rows = await database.db.select({ seq: boardLog.seq }).from(boardLog).where(eq(boardLog.boardId, sessionId))
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2])
  expect((await load()).clients.get(7)).toBe('anna')
})

test('many commits at once lose nothing', async () => {
  const { append, load } = await aBoard()
  await Promise.all(Array.from({ length: 30 }, (_, i) => append(`key ${i}`)))
  expect(keysIn((await load()).updates)).toHaveLength(30)
})

test('a snapshot takes the place of the rows before it', async () => {
  const { networkId, sessionId, store, append, load } = await aBoard()
  await append('a')
  const doc = new Y.Doc()
  for (const update of (await load()).updates) Y.applyUpdate(doc, update)
  const state = Y.encodeStateAsUpdateV2(doc)
  await store.snapshot({ networkId, boardId: sessionId, seq: 1, state, reason: 'idle' })
  await append('b')
  const stored = await load()
  expect(stored.rowsSinceSnapshot).toBe(1)
  expect(keysIn(stored.updates)).toEqual(['a', 'b'])
})

test('a closed board takes nothing more', async () => {
  const { sessionId, append, load } = await aBoard()
  await append('a')
  await database.db.update(boardDocs).set({ closedAt: new Date() }).where(eq(boardDocs.boardId, sessionId))
  expect((await append('b')).closed.has(sessionId)).toBe(true)
  expect(keysIn((await load()).updates)).toEqual(['a'])
})

test('a damaged row is set aside and named, and the rest opens', async () => {
  const { sessionId, append, load } = await aBoard()
  await append('a')
  await append('b')
  await append('c')
  const [row] = await database.db.select().from(boardLog).where(eq(boardLog.boardId, sessionId)).limit(1)
  const bent = new Uint8Array(row?.entries ?? [])
  bent[3] = (bent[3] ?? 0) ^ 1
  await database.db
    .update(boardLog)
    .set({ entries: bent })
    .where(eq(boardLog.checksum, row?.checksum ?? ''))
  const stored = await load()
  expect(stored.damaged).toEqual([`board_log ${row?.seq}`])
  expect(keysIn(stored.updates)).toHaveLength(2)
})
