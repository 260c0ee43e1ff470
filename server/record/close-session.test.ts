import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addCard } from '#server/board/commands.ts'
import { FEW_CHARACTERS, provideAnalyst } from '#server/disagreement/analyse-apart.ts'
import { analystHere } from '#server/disagreement/analyst.ts'
import { aStage } from '#server/session/a-stage.ts'
import { postgresStore } from '#server/sync/postgres-store.ts'
import { closeSession } from './close-session.ts'
import { openRecord } from './find.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterEach(() => provideAnalyst(undefined))
afterAll(() => database.close())

/** A workshop on whose board somebody writes long cards. */
async function aLongBoard() {
  const stage = await aStage(database)
  const seat = await stage.join(0)
  const [doc, store] = [new Y.Doc(), postgresStore(database.db)]
  let no = 0
  const write = async (count: number) => {
    const before = Y.encodeStateVector(doc)
    for (let i = 0; i < count; i += 1) {
      no += 1
      addCard(doc, seat, {
        id: `${seat.id}.${no}`,
        text: 'x'.repeat(3_900),
        place: 'value',
        facet: null,
        createdAt: '',
      })
    }
    const entries = [{ seatId: seat.id, update: Y.encodeStateAsUpdate(doc, before) }]
    const { networkId, sessionId: boardId } = stage
    const { seqs } = await store.append([{ by: 'one', no, networkId, boardId, entries, newClients: [] }])
    return seqs.get(boardId)
  }
  await write(FEW_CHARACTERS / 3_900 + 1)
  const close = () => closeSession(stage.work, stage.convening)
  const record = () => openRecord(database.db, stage, stage.sessionId)
  return { write, close, record, cards: () => no }
}

test('while a workshop that is being closed waits for its signature, its board takes what is written, and the record has it', async () => {
  const { write, close, record, cards } = await aLongBoard()
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const signing = new Promise<void>((begun) => {
    provideAnalyst({
      ...analystHere,
      async sign(contents) {
        begun()
        await held
        return analystHere.sign(contents)
      },
    })
  })
  const closed = close()
  await signing
  expect(await write(1)).toBe(2)
  goOn()
  await closed
  expect(await write(1)).toBe(undefined)
  const { board, intact } = await record()
  expect([Object.keys(board.cards).length, intact]).toEqual([cards() - 1, true])
})

test('a record that was foreseen as it turns out to be is signed once, and is intact', async () => {
  const { close, record, cards } = await aLongBoard()
  let signed = 0
  provideAnalyst({
    ...analystHere,
    sign(contents) {
      signed += 1
      return analystHere.sign(contents)
    },
  })
  await close()
  const { board, intact } = await record()
  // To open it has it looked at again.
  expect([Object.keys(board.cards).length, intact, signed]).toEqual([cards(), true, 2])
})
