import { and, eq, inArray } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { boardDocs, boardLog, boardSnapshots } from '#db/schema/boards.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
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
/** Another sign that is one bit away. */
const flipped = (sign: string) => String.fromCharCode(sign.charCodeAt(0) ^ 1)
const keysIn = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return [...doc.getMap('session').keys()].sort()
}
async function aBoard() {
  const { networkId, sessionId } = await aStage(database)
  const store = postgresStore(database.db)
  let last = 0
  const append = (...keys: string[]) => appendAs({ by: 'one', no: ++last }, ...keys)
  const appendAs = (whose: { by: string; no: number }, ...keys: string[]) =>
    store.append([{ ...whose, networkId, boardId: sessionId, entries: keys.map(anEdit), newClients: [[7, 'anna']] }])
  const load = async () => (await store.load(sessionId)) ?? expect.fail('there is no such board')
  return { networkId, sessionId, store, append, appendAs, load }
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

test('many servers’ commits at once lose nothing', async () => {
  const { appendAs, load } = await aBoard()
  await Promise.all(Array.from({ length: 30 }, (_, i) => appendAs({ by: `server ${i}`, no: 1 }, `key ${i}`)))
  expect(keysIn((await load()).updates)).toHaveLength(30)
})

test('a commit that is handed in again, because its answer was lost, is known by its number and stored once', async () => {
  const { sessionId, append, appendAs, load } = await aBoard()
  await append('a')
  const tries = await Promise.all(Array.from({ length: 5 }, () => appendAs({ by: 'one', no: 2 }, 'b')))
  expect(tries.map(({ seqs }) => seqs.get(sessionId))).toEqual([2, 2, 2, 2, 2])
  await appendAs({ by: 'another', no: 1 }, 'c')
  await database.db.update(boardDocs).set({ closedAt: new Date() }).where(eq(boardDocs.boardId, sessionId))
  // It was stored before the board was closed.
  expect((await appendAs({ by: 'one', no: 2 }, 'b')).seqs.get(sessionId)).toBe(2)
  const stored = await load()
  expect([stored.seq, stored.updates.length, keysIn(stored.updates)]).toEqual([3, 3, ['a', 'b', 'c']])
})

test('what was handed in first and arrives last is not stored behind what came after it', async () => {
  const { append, appendAs, load } = await aBoard()
  for (const key of ['a', 'b']) await append(key)
  await appendAs({ by: 'one', no: 1 }, 'late')
  expect(keysIn((await load()).updates)).toEqual(['a', 'b'])
})

test('of servers that stored nothing for a day no number is kept, once there is a snapshot', async () => {
  const { networkId, sessionId, store, append, appendAs } = await aBoard()
  await append('a')
  await appendAs({ by: 'another', no: 1 }, 'b')
  const ofBoard = eq(boardDocs.boardId, sessionId)
  const [doc] = await database.db.select({ commits: boardDocs.commits }).from(boardDocs).where(ofBoard)
  const [no = 0, seq = 0, at = 0] = doc?.commits.one ?? []
  await database.db
    .update(boardDocs)
    .set({ commits: { ...doc?.commits, one: [no, seq, at - 90_000] } })
    .where(ofBoard)
  await store.snapshot({ networkId, boardId: sessionId, seq: 2, state: new Uint8Array(3), reason: 'idle' })
  const [after] = await database.db.select({ commits: boardDocs.commits }).from(boardDocs).where(ofBoard)
  expect(Object.keys(after?.commits ?? {})).toEqual(['another'])
})

test('of servers that start again and again only the last are remembered, once there is a snapshot', async () => {
  const { networkId, sessionId, store, appendAs } = await aBoard()
  for (let start = 1; start <= 35; start += 1) await appendAs({ by: `start ${start}`, no: 1 }, `${start}`)
  await store.snapshot({ networkId, boardId: sessionId, seq: 35, state: new Uint8Array(3), reason: 'idle' })
  const [doc] = await database.db.select().from(boardDocs).where(eq(boardDocs.boardId, sessionId))
  const kept = Object.values(doc?.commits ?? {}).map(([, seq]) => seq)
  expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, no) => no + 6))
})

test('a client id is kept for the seat that asks first, though another asks at the same moment', async () => {
  const { networkId, sessionId, store } = await aBoard()
  const claim = (seatId: string) =>
    store.claim([{ networkId, boardId: sessionId, newClients: [[4_000_000_000, seatId]] }])
  const answers = await Promise.all(['anna', 'bela', 'anna', 'bela'].map(claim))
  const owners = new Set(answers.map((owners) => owners.get(sessionId)?.get(4_000_000_000)))
  expect(owners.size).toBe(1)
  expect(['anna', 'bela']).toContain([...owners][0])
})

test('client ids of many boards are kept in one go, each board’s own, and where two ask for one the first has it', async () => {
  const [one, two] = [await aBoard(), await aBoard()]
  const of = ({ networkId, sessionId: boardId }: typeof one, ...newClients: (readonly [number, string])[]) => ({
    ...{ networkId, boardId, newClients },
  })
  await one.store.claim([of(two, [5, 'dora'])])
  const owners = await one.store.claim([
    of(two, [9, 'bela'], [5, 'bela']),
    of(one, [9, 'anna'], [5, 'anna']),
    of(two, [9, 'cleo'], [4, 'cleo']),
  ])
  const ofTwo = [
    [4, 'cleo'],
    [5, 'dora'],
    [9, 'bela'],
  ]
  const inOrder = (board: typeof one) => [...(owners.get(board.sessionId) ?? [])].sort(([a], [b]) => a - b)
  expect([inOrder(one), inOrder(two)]).toEqual([
    [
      [5, 'anna'],
      [9, 'anna'],
    ],
    ofTwo,
  ])
  await two.append('a')
  expect([...(await two.load()).clients].sort(([a], [b]) => a - b)).toEqual([
    ...ofTwo.slice(0, 2),
    [7, 'anna'],
    ofTwo[2],
  ])
})

test('servers that ask for the same client ids of the same boards, in whatever order, never wait for each other for ever', async () => {
  const boards = await Promise.all(Array.from({ length: 5 }, aBoard))
  const asked = (seatId: string) =>
    boards.map(({ networkId, sessionId: boardId }) => ({
      ...{ networkId, boardId },
      newClients: Array.from({ length: 200 }, (_, id) => [id, seatId] as const),
    }))
  const backwards = (seatId: string) =>
    asked(seatId)
      .reverse()
      .map((one) => ({ ...one, newClients: [...one.newClients].reverse() }))
  const store = boards[0]?.store ?? expect.fail('there is no board')
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => store.claim(i % 2 ? asked(`seat ${i}`) : backwards(`seat ${i}`))),
  )
  const told = answers.map((owners) => boards.map(({ sessionId }) => [...(owners.get(sessionId) ?? [])].sort()))
  expect(told.map((one) => JSON.stringify(one))).toEqual(told.map(() => JSON.stringify(told[0])))
  expect(told[0]?.flat()).toHaveLength(1_000)
})

test('however many client ids are new at once, they are kept, and each is still its seat’s', async () => {
  const { networkId, sessionId, store, load } = await aBoard()
  const newClients = Array.from({ length: 20_000 }, (_, id) => [3_000_000_000 + id, `seat ${id % 9}`] as const)
  const commit = { networkId, boardId: sessionId, entries: [anEdit('a')], newClients }
  await store.append([{ ...commit, by: 'one', no: 1 }])
  expect((await load()).clients.get(3_000_019_999)).toBe('seat 1')
  const { seqs } = await store.append([{ ...commit, by: 'another', no: 1 }])
  expect(seqs.get(sessionId)).toBe(2)
}, 60_000)

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
  bent[3] = (bent[3] ?? 0) ^ 3
  await database.db
    .update(boardLog)
    .set({ entries: bent })
    .where(eq(boardLog.checksum, row?.checksum ?? ''))
  const stored = await load()
  expect(stored.damaged).toEqual([`board_log ${row?.seq}`])
  expect(keysIn(stored.updates)).toHaveLength(2)
})

test('a damaged snapshot is named, and what it held is read from the one before and the log', async () => {
  const { networkId, sessionId, store, append, load } = await aBoard()
  const keep = async (seq: number) => {
    const doc = new Y.Doc()
    for (const update of (await load()).updates) Y.applyUpdate(doc, update)
    await store.snapshot({ networkId, boardId: sessionId, seq, state: Y.encodeStateAsUpdateV2(doc), reason: 'length' })
  }
  await append('a')
  await keep(1)
  await append('b')
  await keep(2)
  await append('c')
  const spoil = (seq: number) =>
    database.db
      .update(boardSnapshots)
      .set({ checksum: 'of something else' })
      .where(and(eq(boardSnapshots.boardId, sessionId), eq(boardSnapshots.seq, seq)))
  await spoil(2)
  expect(await load()).toMatchObject({ damaged: ['board_snapshots 2'], rowsSinceSnapshot: 2, seq: 3 })
  await spoil(1)
  const stored = await load()
  expect(stored.damaged).toEqual(['board_snapshots 2', 'board_snapshots 1'])
  expect(keysIn(stored.updates)).toEqual(['a', 'b', 'c'])
})

test('of snapshots that servers keep at once, while others write, each is kept whole and the last one counts', async () => {
  const { networkId, sessionId, store, append, appendAs, load } = await aBoard()
  for (const key of ['a', 'b', 'c', 'd']) await append(key)
  const updates = [...(await load()).updates]
  const stateAt = (seq: number) => {
    const doc = new Y.Doc()
    for (const update of updates.slice(0, seq)) Y.applyUpdate(doc, update)
    return Y.encodeStateAsUpdateV2(doc)
  }
  const keep = (seq: number) =>
    store.snapshot({ networkId, boardId: sessionId, seq, state: stateAt(seq), reason: 'length' })
  const others = Array.from({ length: 10 }, (_, no) => appendAs({ by: `server ${no}`, no: 1 }, `key ${no}`))
  await Promise.all([...[4, 2, 4, 3, 1, 3].map(keep), ...others])
  const kept = await database.db.select().from(boardSnapshots).where(eq(boardSnapshots.boardId, sessionId))
  expect(kept.map(({ seq }) => seq).sort()).toEqual([1, 2, 3, 4])
  const [doc] = await database.db.select().from(boardDocs).where(eq(boardDocs.boardId, sessionId))
  expect(doc).toMatchObject({ snapshotSeq: 4, headSeq: 14 })
  expect(Object.keys(doc?.commits ?? {})).toHaveLength(11)
  const stored = await load()
  expect([stored.rowsSinceSnapshot, stored.damaged, keysIn(stored.updates)]).toEqual([
    10,
    [],
    ['a', 'b', 'c', 'd', ...Array.from({ length: 10 }, (_, no) => `key ${no}`)].sort(),
  ])
})

test('a snapshot of a board that isn’t there is kept nowhere', async () => {
  const { networkId, store } = await aBoard()
  const boardId = newId() as SessionId
  await store.snapshot({ networkId, boardId, seq: 1, state: new Uint8Array(3), reason: 'idle' })
  expect(await database.db.select().from(boardSnapshots).where(eq(boardSnapshots.boardId, boardId))).toEqual([])
})

test('a snapshot stands for the rows it holds and no others, however late it is kept', async () => {
  const { networkId, sessionId, store, append, load } = await aBoard()
  await append('a')
  const doc = new Y.Doc()
  for (const update of (await load()).updates) Y.applyUpdate(doc, update)
  const state = Y.encodeStateAsUpdateV2(doc)
  await append('b')
  await store.snapshot({ networkId, boardId: sessionId, seq: 1, state, reason: 'length' })
  const stored = await load()
  expect(keysIn(stored.updates)).toEqual(['a', 'b'])
  expect(stored).toMatchObject({ seq: 2, rowsSinceSnapshot: 1, damaged: [] })
})

test('every flipped bit of a stored row is noticed, and put right as it is read', async () => {
  const { sessionId, append, load } = await aBoard()
  for (const key of ['a', 'b', 'c']) await append(key)
  const ofRow = and(eq(boardLog.boardId, sessionId), eq(boardLog.seq, 2))
  const [row] = await database.db.select().from(boardLog).where(ofRow)
  const whole = row?.entries ?? new Uint8Array()
  for (let bit = 0; bit < whole.length * 8; bit += 7) {
    const bent = Uint8Array.from(whole)
    bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    await database.db.update(boardLog).set({ entries: bent }).where(ofRow)
    const stored = await load()
    expect([stored.damaged, keysIn(stored.updates)]).toEqual([['board_log 2'], ['a', 'b', 'c']])
  }
  await database.db
    .update(boardLog)
    .set({ entries: whole, checksum: `${row?.checksum}`.replace(/^./, flipped) })
    .where(ofRow)
  expect(await load()).toMatchObject({ damaged: ['board_log 2'], rowsSinceSnapshot: 3 })
  expect(keysIn((await load()).updates)).toEqual(['a', 'b', 'c'])
})

test('rows that are gone are named, and their numbers are not waited for', async () => {
  const { sessionId, append, load } = await aBoard()
  for (const key of ['a', 'b', 'c', 'd', 'e']) await append(key)
  const lose = (...seqs: number[]) =>
    database.db.delete(boardLog).where(and(eq(boardLog.boardId, sessionId), inArray(boardLog.seq, seqs)))
  await lose(2, 3)
  expect(await load()).toMatchObject({ damaged: ['board_log 2-3 is missing'], seq: 5, rowsSinceSnapshot: 5 })
  await lose(5)
  const stored = await load()
  expect([stored.damaged, stored.seq, keysIn(stored.updates)]).toEqual([
    ['board_log 2-3 is missing', 'board_log 5 is missing'],
    5,
    ['a', 'd'],
  ])
})

test('what one commit holds of several boards is stored together, each under its own number', async () => {
  const [one, two] = [await aBoard(), await aBoard()]
  await one.append('before')
  const batch = ({ networkId, sessionId }: typeof one, key: string) => ({
    ...{ by: 'another', no: 1, networkId },
    boardId: sessionId,
    entries: [anEdit(key)],
    newClients: [],
  })
  await database.db.update(boardDocs).set({ closedAt: new Date() }).where(eq(boardDocs.boardId, two.sessionId))
  const { seqs, closed } = await one.store.append([batch(two, 'x'), batch(one, 'y')])
  expect([[...seqs], [...closed]]).toEqual([[[one.sessionId, 2]], [two.sessionId]])
})

/** Holds something as somebody else does in a transaction; answers how to let go of it. */
async function holding(take: (tx: TransactionSql) => Promise<unknown>): Promise<() => Promise<void>> {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let whole: Promise<unknown> = Promise.resolve()
  await new Promise<void>((taken) => {
    whole = database.sql.begin(async (tx) => {
      await take(tx)
      taken()
      await ended
    })
  })
  return async () => {
    end()
    await whole
  }
}

// Inside there is nobody else.
test.runIf(process.env.TEST_DATABASE_URL)(
  'while somebody holds a client id nothing of its commit is stored or failed: each board is to be tried by itself',
  async () => {
    const [one, two] = [await aBoard(), await aBoard()]
    const batch = ({ networkId, sessionId: boardId }: typeof one, clientId: number) => ({
      ...{ by: 'one', no: 1, networkId, boardId, entries: [anEdit('1')], newClients: [[clientId, 'anna']] as const },
    })
    const letGo = await holding(
      (tx) =>
        tx`insert into board_clients (network_id, board_id, client_id, seat_id) values (${one.networkId}, ${one.sessionId}, 77, 'bela')`,
    )
    const { closed, held, seqs } = await one.store.append([batch(one, 77), batch(two, 78)])
    expect([[...(held ?? [])], closed.size, seqs.size]).toEqual([[one.sessionId, two.sessionId], 0, 0])
    expect((await one.store.append([batch(two, 78)])).seqs.get(two.sessionId)).toBe(1)
    await letGo()
    expect([...(await one.store.append([batch(one, 77)])).contested]).toEqual([one.sessionId])
  },
)

test.runIf(process.env.TEST_DATABASE_URL)(
  'a board that somebody holds takes nothing for now, and holds up no other; whoever has the patience waits for it',
  async () => {
    const [one, two] = [await aBoard(), await aBoard()]
    const batch = ({ networkId, sessionId: boardId }: typeof one, no: number, clientId?: number) => ({
      ...{ by: 'one', no, networkId, boardId, entries: [anEdit(`${no}`)] },
      newClients: clientId ? ([[clientId, 'anna']] as const) : [],
    })
    const letGo = await holding((tx) => tx`select from board_docs where board_id = ${one.sessionId} for update`)
    const isHeld = { closed: new Set(), contested: new Set(), held: new Set([one.sessionId]) }
    const { store } = one
    expect(await store.append([batch(one, 1)])).toEqual({ ...isHeld, seqs: new Map() })
    expect(await store.append([batch(one, 1, 7)])).toEqual({ ...isHeld, seqs: new Map() })
    const stored = { ...isHeld, seqs: new Map([[two.sessionId, 1]]) }
    expect(await store.append([batch(one, 1, 7), batch(two, 2, 7)])).toEqual(stored)
    expect((await one.load()).clients.size).toBe(0)
    const patient = store.append([batch(one, 1, 7)], 3_000)
    await letGo()
    expect((await patient).seqs.get(one.sessionId)).toBe(1)
    expect([keysIn((await one.load()).updates), keysIn((await two.load()).updates)]).toEqual([['1'], ['2']])
    // Nobody is hurried afterwards.
    expect(await database.sql`show lock_timeout`).toEqual([{ lock_timeout: '0' }])
  },
)
