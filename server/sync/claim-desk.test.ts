import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard } from '#server/board/commands.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { ClaimDesk } from './claim-desk.ts'
import { memoryStore } from './memory-store.ts'
import { Rooms } from './rooms.ts'
import { aCard, doing, TALK } from './some-rooms.ts'
import type { Claims } from './store.ts'
import { Writer } from './writer.ts'

const boardNo = (no: number) => `0123456789abcdefgh${10 + no}` as SessionId
const BOARDS = Array.from({ length: 8 }, (_, no) => boardNo(no))

/** A store in memory that answers a claim when a test says so, and notes what was asked. */
function aSlowStore() {
  const questions: { asked: readonly Claims[]; go(): void; fail(): void }[] = []
  const store = memoryStore()
  for (const boardId of BOARDS) store.put(boardId, 'n')
  const slow: typeof store = {
    ...store,
    claim: (asked) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error('the database is away'))
        questions.push({ asked, fail, go: () => store.claim(asked).then(resolve, reject) })
      }),
  }
  return { store: slow, atOnce: store, questions }
}
const asks = (boardId: SessionId, clientId: number, seatId: string): Claims => ({
  ...{ networkId: 'n', boardId },
  newClients: [[clientId, seatId]],
})
const [ONE, TWO] = BOARDS as [SessionId, SessionId, ...SessionId[]]

test('what is asked in one turn, of whatever boards, is one question, and each is told of their own board', async () => {
  const { store, questions } = aSlowStore()
  const desk = new ClaimDesk(store)
  const answers = [desk.ask(asks(ONE, 1, 'anna')), desk.ask(asks(TWO, 1, 'bela')), desk.ask(asks(ONE, 2, 'cleo'))]
  await expect.poll(() => questions.length).toBe(1)
  questions[0]?.go()
  const told = await Promise.all(answers)
  expect([told.map((owners) => owners.get(1)), told.map((owners) => owners.get(2))]).toEqual([
    ['anna', 'bela', 'anna'],
    ['cleo', undefined, 'cleo'],
  ])
  expect(questions[0]?.asked).toHaveLength(3)
})

test('what is asked while a question is on its way goes into the next one, all of it', async () => {
  const { store, questions } = aSlowStore()
  const desk = new ClaimDesk(store)
  const first = desk.ask(asks(ONE, 1, 'anna'))
  await expect.poll(() => questions.length).toBe(1)
  const late: Promise<ReadonlyMap<number, string>>[] = []
  for (let turn = 0; turn < 20; turn += 1) {
    late.push(desk.ask(asks(ONE, 1 + (turn % 3), 'bela')))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(questions).toHaveLength(1)
  questions[0]?.go()
  await first
  await expect.poll(() => questions.length).toBe(2)
  questions[1]?.go()
  expect((await Promise.all(late)).map((owners) => owners.get(1))).toEqual(late.map(() => 'anna'))
  expect(questions.map(({ asked }) => asked.length)).toEqual([1, 20])
})

test('a question that fails fails for all who asked in it, and for nobody after them', async () => {
  const { store, questions } = aSlowStore()
  const desk = new ClaimDesk(store)
  const lost = Promise.allSettled([desk.ask(asks(ONE, 1, 'anna')), desk.ask(asks(TWO, 1, 'bela'))])
  await expect.poll(() => questions.length).toBe(1)
  const next = desk.ask(asks(TWO, 1, 'cleo'))
  questions[0]?.fail()
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect.poll(() => questions.length).toBe(2)
  questions[1]?.go()
  expect((await next).get(1)).toBe('cleo')
})

test('a hundred first edits at once on eight boards are asked about in one go', async () => {
  const { atOnce } = aSlowStore()
  const asked: number[] = []
  const counting: typeof atOnce = {
    ...atOnce,
    claim(claims) {
      asked.push(claims.length)
      return atOnce.claim(claims)
    },
  }
  const rooms = new Rooms(counting, new Writer(counting, async () => {}), async () => TALK)
  const edits = await Promise.all(
    Array.from({ length: 100 }, async (_, no) => {
      const room = (await rooms.open(boardNo(no % 8))) ?? expect.fail('there is no such board')
      const [doc, id] = [new Y.Doc(), `seat${no}`]
      const doer = { id, kind: 'participant' as const, partnerId: 'p' }
      return { room, doc, id, update: doing(doc, () => addCard(doc, doer, aCard(`${id}.1`))) }
    }),
  )
  await Promise.all(edits.map(({ room, update, id }) => rooms.bringUp(room, update, id)))
  expect([asked, edits.filter(({ room, doc }) => room.knows(doc.clientID)).length]).toEqual([[100], 100])
})
