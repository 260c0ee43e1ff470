import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { boardDocs, boardLog, boardSnapshots } from '#db/schema/boards.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { loadBoard, unpackEntries } from '#db/stored-board.ts'
import type { Seat } from '#server/auth/seat.ts'
import { addCard } from '#server/board/commands.ts'
import { aStage as aWorkshop } from '#server/session/a-stage.ts'
import { readBoard } from '#server/session/read-board.ts'
import { addressOf, aLineOn, writingAs } from './a-line-on.ts'
import { aNetwork } from './a-network.ts'
import { aCard, until } from './a-stage.ts'

const { TEST_DATABASE_URL } = process.env

// Inside there is no way that could go silent.
describe.runIf(TEST_DATABASE_URL)('a way to the database that has gone silent', () => {
  let database: Database
  beforeAll(async () => {
    database = await scratchDatabase()
    return () => database.close()
  })

  /** A server whose database lies behind a network of the test's own, with anna and bela at its board. */
  async function aServer() {
    const { sessionId, networkId, to, join } = await aWorkshop(database)
    await to('show-views')
    await to('talk')
    const url = await addressOf(database)
    const network = await aNetwork({ url: url.href })
    const { line, store, comes } = await aLineOn(Object.assign(url, { host: new URL(network.address).host }).href)
    const [a, b, c] = (await Promise.all([0, 1, 2].map((partner) => join(partner)))) as [Seat, Seat, Seat]
    const [anna, bela] = [comes(a), comes(b)]
    await until(() => anna.provider.synced && bela.provider.synced)
    const write = writingAs(anna)
    write(1)
    await until(() => anna.saved.length > 0 && Object.keys(bela.view().cards).length === 1)
    const saved = () => anna.saved.at(-1) ?? 0
    /** Every update that is stored of the board. */
    const updates = async () => {
      const rows = await database.db
        .select({ entries: boardLog.entries })
        .from(boardLog)
        .where(eq(boardLog.boardId, sessionId))
        .orderBy(asc(boardLog.seq))
      return rows
        .flatMap(({ entries }) => unpackEntries(entries))
        .map(({ update }) => Buffer.from(update).toString('hex'))
    }
    const stored = async () => Object.keys((await readBoard(database.db, sessionId)).cards).length
    /** The board as it is, with so much beside it, and how it is kept. */
    const picture = async (beside: Uint8Array) => {
      const { seq, updates } = (await loadBoard(database.db, sessionId)) ?? expect.fail('there is no such board')
      const doc = new Y.Doc()
      for (const update of updates) Y.applyUpdate(doc, update)
      doc.getMap('beside').set('it', beside)
      const state = Y.encodeStateAsUpdateV2(doc)
      return { state, keep: () => store.snapshot({ networkId, boardId: sessionId, seq, state, reason: 'length' }) }
    }
    const snapshots = async () => {
      const [doc] = await database.db.select().from(boardDocs).where(eq(boardDocs.boardId, sessionId))
      const kept = await database.db.select().from(boardSnapshots).where(eq(boardSnapshots.boardId, sessionId))
      return { kept: kept.map(({ seq }) => seq), last: doc?.snapshotSeq }
    }
    return { network, line, anna, bela, write, saved, updates, stored, picture, snapshots, late: () => comes(c) }
  }
  const soon = (what: () => unknown) => expect.poll(what, { timeout: 10_000, interval: 20 })

  test('is given up: what was written meanwhile is stored over another within seconds, once, and acknowledged only then', async () => {
    const { network, line, anna, bela, write, saved, updates, stored, late } = await aServer()
    const [before, had] = [saved(), (await updates()).length]
    network.swallow()
    write(20)
    await soon(() => line.health().storing).toBe(false)
    expect([saved(), await stored(), Object.keys(bela.view().cards).length]).toEqual([before, 1, 1])
    write(5)
    await soon(saved).toBe(before + 25)
    expect(line.health().storing).toBe(true)
    await until(() => Object.keys(bela.view().cards).length === 26)
    const all = await updates()
    expect([all.length - had, new Set(all).size, await stored()]).toEqual([25, all.length, 26])
    expect(anna.refused).toEqual([])
    // Who comes now is looked up over ways that had gone silent as well.
    const cleo = late()
    await until(() => cleo.provider.synced && Object.keys(cleo.view().cards).length === 26)
  })

  test('may have brought what was asked: a commit whose answer was lost is known again and not stored twice', async () => {
    const { network, line, bela, write, saved, updates, stored } = await aServer()
    const [before, had] = [saved(), (await updates()).length]
    network.swallow('answers')
    write(3)
    await soon(async () => (await updates()).length).toBe(had + 3)
    expect(saved()).toBe(before)
    await soon(() => line.health().storing).toBe(false)
    await soon(saved).toBe(before + 3)
    await until(() => Object.keys(bela.view().cards).length === 4)
    expect([(await updates()).length, await stored()]).toEqual([had + 3, 4])
  })

  test('and no other to be had: nothing is acknowledged, and all of it is stored soon after one is', async () => {
    const { network, line, write, saved, updates, stored } = await aServer()
    const [before, had] = [saved(), (await updates()).length]
    network.how.hanging = Number.POSITIVE_INFINITY
    network.swallow()
    const ways = network.opened()
    write(10)
    // It has been tried twice more by then.
    await expect.poll(network.opened, { timeout: 30_000 }).toBeGreaterThan(ways + 2)
    expect([saved(), line.health().storing]).toEqual([before, false])
    network.how.hanging = 0
    await soon(saved).toBe(before + 10)
    expect([(await updates()).length, await stored()]).toEqual([had + 10, 11])
  })

  test('in the midst of a commit holds nothing that others wait for, and it is stored over another', async () => {
    const { network, line, updates, stored, late } = await aServer()
    const had = (await updates()).length
    const cleo = late()
    await until(() => cleo.provider.synced)
    network.how.lostBehind = Buffer.from('Halfway through').toString('hex')
    // The first edit under a client id takes more than one statement.
    addCard(cleo.doc, cleo.me, aCard(cleo.me.id, 'Halfway through'))
    await soon(() => line.health().storing).toBe(false)
    await soon(() => line.health().storing).toBe(true)
    await soon(() => cleo.saved.at(-1) ?? 0).toBeGreaterThan(0)
    expect([(await updates()).length, await stored()]).toEqual([had + 1, 2])
  })

  test('in the midst of a snapshot holds no board: what is written goes on being stored, and another snapshot is kept', async () => {
    const { network, write, saved, picture, snapshots, stored } = await aServer()
    // Nobody can pack it: it travels in many parts.
    const large = await picture(Uint8Array.from(randomBytes(500_000)))
    const packed = gzipSync(large.state)
    network.how.lostBehind = packed.subarray(packed.length / 2, packed.length / 2 + 16).toString('hex')
    const cut = large.keep().catch(() => 'lost')
    await soon(() => network.how.lostBehind).toBe(undefined)
    const before = saved()
    write(3)
    await soon(saved).toBe(before + 3)
    expect(await snapshots()).toEqual({ kept: [], last: 0 })
    await (await picture(new Uint8Array(10))).keep()
    write(1)
    await soon(saved).toBe(before + 4)
    network.end()
    expect(await cut).toBe('lost')
    const { kept, last } = await snapshots()
    expect([kept, await stored()]).toEqual([[last], 5])
  })
})
