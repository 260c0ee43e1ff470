import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, moveCard } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import { aGate, bela, TALK, updateOf } from './a-gate.ts'
import { aServer } from './a-server.ts'
import { aPerson, BOARD, until } from './a-stage.ts'
import { LINE_LIMITS } from './line.ts'
import { MOST_STEPS } from './order.ts'
import { askFrame, updateFrame } from './protocol.ts'
import { aCard, aGuest, doing, someRooms } from './some-rooms.ts'
import { effort, TOIL, Toil } from './toil.ts'

const [SYNC, ANSWER, SAVED] = [0, 1, 100]

/** So many letters that were collected, each a piece of its own: two bytes. */
const gone = (client: number, clock: number, lengths: readonly number[]) =>
  encoding.encode((encoder) => {
    for (const number of [1, lengths.length, client, clock]) encoding.writeVarUint(encoder, number)
    for (const length of lengths) {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, length)
    }
    encoding.writeVarUint(encoder, 0)
  })
const KNOWN = gone(70, 0, Array(20_000).fill(1))

test('a seat may make some work at once, then waits until that is made good', () => {
  let now = 0
  const toil = new Toil(() => now)
  toil.over(140_000, () => {})
  expect(toil.restMs).toBe(0)
  toil.over(20_000, () => {})
  expect(toil.restMs).toBe(200)
  now = 190
  expect(toil.restMs).toBe(50)
  now = 200
  expect(toil.restMs).toBe(0)
  // However long it rests, what it may make at once is given back once, when it has made that much again.
  now = 100_000
  toil.over(130_000, () => {})
  expect(toil.restMs).toBe(0)
  toil.over(140_000, () => {})
  expect(toil.restMs).toBe(0)
  toil.over(20_000, () => {})
  expect(toil.restMs).toBe(200)
  // And nobody rests for longer than ten seconds, whatever they made.
  toil.over(1e9, () => {})
  expect(toil.restMs).toBe(10_000)
})

const costs = (act: () => unknown) => {
  const before = effort.us
  act()
  return effort.us - before
}

test('who repeats what is known pays for each piece of it, over whichever line, and who types next to nothing', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const [anna, bela] = [aGuest('anna'), aGuest('bela')]
  for (const { guest } of [anna, bela]) board.enter(guest)
  board.take(bela.guest, gone(70, 0, [20_000]))
  expect(costs(() => board.take(bela.guest, KNOWN))).toBeGreaterThan(20_000)
  expect(board.toilOf('bela')).toBe(board.toilOf('bela'))
  expect(board.toilOf('bela')).not.toBe(board.toilOf('anna'))
  const laid = doing(anna.doc, () => addCard(anna.doc, anna.doer, aCard('anna.1')))
  const typed = doing(anna.doc, () => editText(anna.doc, anna.doer, 'anna.1', 'Other words'))
  expect(costs(() => [laid, typed].map((update) => board.take(anna.guest, update)))).toBeLessThan(150)
})

test('who lays hundreds of cards and deletes them again pays for each, and a line’s burst of moves costs no rest', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  const { doc, doer } = anna
  const all = Array.from({ length: 300 }, (_, no) => `anna.${no}`)
  const each = (act: (id: string) => void) => doing(doc, () => doc.transact(() => all.forEach(act)))
  const laid = each((id) => addCard(doc, doer, { ...aCard(id), text: 'Some words. '.repeat(20) }))
  // Card, fields, text and place of each; and a tenth for each byte.
  expect(costs(() => board.take(anna.guest, laid))).toBeGreaterThan(300 * 8 * 5 + laid.length / 10)
  const deleted = each((id) => deleteCard(doc, doer, id))
  expect(deleted.length).toBeLessThan(100)
  expect(costs(() => board.take(anna.guest, deleted))).toBeGreaterThan(300 * 8 * 5)

  const [bela, toil] = [aGuest('bela'), new Toil()]
  board.enter(bela.guest)
  board.take(
    bela.guest,
    doing(bela.doc, () => addCard(bela.doc, bela.doer, aCard('bela.1'))),
  )
  for (let no = 0; no < LINE_LIMITS.burst; no += 1) {
    const place = no % 2 === 0 ? 'capacity' : 'value'
    const move = doing(bela.doc, () => moveCard(bela.doc, bela.doer, 'bela.1', { place }))
    toil.over(TOIL.update + move.length * TOIL.byte, () => board.take(bela.guest, move))
  }
  expect([toil.restMs, bela.heard.refused, bela.heard.ended]).toEqual([0, [], undefined])
})

test('who writes by hand into another’s text pays for each letter that is looked at', async () => {
  const { gate, own, client } = aGate()
  gate.admit(
    updateOf(own, () => editText(own, { id: 'anna' }, 'anna.1', 'ab'.repeat(1_990))),
    { ...bela, id: 'anna' },
    TALK,
  )
  const doc = client(7)
  const letters = updateOf(doc, () =>
    doc.transact(() => {
      const text = textOf(doc, 'anna.1')
      for (let no = 0; no < 2_000; no += 1) text?.insert((no * 7) % text.length, 'z')
    }),
  )
  expect(costs(() => gate.admit(letters, bela, TALK))).toBeGreaterThan(2_000 * 5 + MOST_STEPS / 20)
})

test('ten pages of one person come back to a large board one after another, and none of them has to wait', async () => {
  const { room, writer } = someRooms()
  const board = await room()
  await writer.flushed()
  const anna = aGuest('anna')
  board.enter(anna.guest)
  for (let no = 0; no < 4; no += 1)
    board.take(
      anna.guest,
      doing(anna.doc, () =>
        anna.doc.transact(() => {
          for (let i = 0; i < 60; i += 1)
            addCard(anna.doc, anna.doer, { ...aCard(`anna.${no}.${i}`), text: 'Some words. '.repeat(300) })
        }),
      ),
    )
  await writer.flushed()
  const toil = board.toilOf('anna')
  const all = Y.encodeStateAsUpdate(anna.doc, Y.encodeStateVector(anna.doc))
  for (let page = 0; page < 10; page += 1) {
    const { guest } = aGuest('anna')
    toil.over(1_000, () => board.enter(guest))
    toil.over(100, () => board.answer(guest, page % 2 === 0 ? Uint8Array.of(0) : Y.encodeStateVector(anna.doc)))
    toil.over(50, () => board.take(guest, all))
    expect(toil.restMs).toBe(0)
  }
})

/** Lines of Bela's, which send whatever they are told to. */
async function linesOfBela(url: string, count: number) {
  const open = () =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(`${url}/${BOARD}?seat=bela`)
      socket.on('open', () => resolve(socket)).on('error', reject)
    })
  return Promise.all(Array.from({ length: count }, open))
}

/** How many of those updates that these lines sent were answered so far, and how many of their questions. */
function answersTo(lines: readonly WebSocket[]) {
  const answered = { updates: lines.map(() => 0), asks: 0 }
  lines.forEach((line, no) =>
    line.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(data)
      const type = decoding.readVarUint(decoder)
      if (type === SAVED) answered.updates[no] = decoding.readVarUint(decoder)
      if (type === SYNC && decoding.readVarUint(decoder) === ANSWER) answered.asks += 1
    }),
  )
  return { asks: () => answered.asks, updates: () => answered.updates.reduce((sum, of) => sum + of, 0) }
}
/** Resolves when all that these lines sent was read. */
const allRead = (lines: readonly WebSocket[]) =>
  Promise.all(lines.map((line) => new Promise((resolve) => line.once('pong', resolve).ping())))

test('ten lines of one seat that repeat what is known stand behind everybody, and a new line takes up none of it', async () => {
  const server = await aServer()
  const witness = aPerson(server, 'anna')
  await until(() => witness.provider.synced)
  const lines = await linesOfBela(server.url, 10)
  lines[0]?.send(updateFrame(gone(70, 0, [1_000_000])))
  await until(() => Y.encodeStateVector(witness.doc).length > 1)
  const answers = answersTo(lines)
  // Eight megabytes in all: four and a half seconds' work.
  for (const line of lines) for (let no = 0; no < 20; no += 1) line.send(updateFrame(KNOWN))
  await allRead(lines)
  addCard(witness.doc, witness.me, { ...aCard('anna.1'), text: 'Heard all the same' })
  await until(() => witness.saved.at(-1) === 1)
  expect(answers.updates()).toBeLessThan(100)
  expect(lines.every(({ readyState }) => readyState === WebSocket.OPEN)).toBe(true)
}, 30_000)

test('who asks again and again for half of a large board stands behind everybody', async () => {
  const server = await aServer()
  const [bela, witness] = [aPerson(server, 'bela'), aPerson(server, 'anna')]
  await until(() => bela.provider.synced && witness.provider.synced)
  for (let no = 0; no < 6; no += 1) {
    bela.doc.transact(() => {
      for (let i = 0; i < 55; i += 1)
        addCard(bela.doc, bela.me, {
          ...aCard(`bela.${no}.${i}`),
          text: `${no} ${i} and more `.repeat(260).slice(0, 3_900),
        })
    })
    await until(() => (bela.saved.at(-1) ?? 0) >= no + 2)
  }
  const lines = await linesOfBela(server.url, 9)
  // Each by a letter more than half of it: nobody else has that.
  let clock = Math.ceil(Y.getState(bela.doc.store, bela.doc.clientID) / 2)
  const vector = () =>
    encoding.encode((encoder) => {
      clock += 1
      for (const number of [1, bela.doc.clientID, clock]) encoding.writeVarUint(encoder, number)
    })
  const answers = answersTo(lines)
  // Four at once are within each line's limits: of a thirtieth of a second each.
  for (const line of lines) for (let no = 0; no < 4; no += 1) line.send(askFrame(vector()))
  await allRead(lines)
  addCard(witness.doc, witness.me, { ...aCard('anna.1'), text: 'Heard all the same' })
  await until(() => witness.saved.at(-1) === 1)
  expect(answers.asks()).toBeLessThan(18)
}, 30_000)
