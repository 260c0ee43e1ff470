import { connect } from 'node:net'
import { encode, writeVarUint } from 'lib0/encoding'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { addCard, editText } from '#server/board/commands.ts'
import { aCard, aPerson, aStage, atTheEnd, BOARD, until } from './a-stage.ts'
import { memoryStore } from './memory-store.ts'
import { askFrame } from './protocol.ts'

/** A store that loads its board when a test says so. */
function aSlowStore() {
  const store = memoryStore()
  store.put(BOARD, 'n')
  let letGo: () => void = () => {}
  const loaded = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { letGo, store: { ...store, load: (id: typeof BOARD) => loaded.then(() => store.load(id)) } }
}

test('whoever types on while the board still loads is heard, with all they did without a network', async () => {
  const { store, letGo } = aSlowStore()
  const stage = await aStage(store)
  const anna = aPerson(stage, 'anna')
  const closes: number[] = []
  anna.provider.on('connection-close', (event) => void closes.push(event?.code ?? 0))
  anna.provider.disconnect()
  addCard(anna.doc, anna.me, aCard('anna', 'Without a network'))
  anna.provider.connect()
  await until(() => anna.provider.wsconnected)
  editText(anna.doc, anna.me, 'anna.1', 'Without a network, and typed on')
  addCard(anna.doc, anna.me, { ...aCard('anna', 'While it loads'), id: 'anna.2' })
  letGo()
  const bela = aPerson(stage, 'bela')
  await until(() => bela.view().cards['anna.1']?.text === 'Without a network, and typed on')
  await until(() => bela.view().cards['anna.2']?.text === 'While it loads')
  // Two updates, and the answer to what the server asked.
  await until(() => anna.saved.at(-1) === 3)
  expect([closes.filter((code) => code > 1_005), anna.refused]).toEqual([[], []])
})

test('ten lines of a seat come in, however many are looked up at once', async () => {
  const stage = await aStage()
  let letIn: () => void = () => {}
  stage.hold.door = new Promise((resolve) => {
    letIn = resolve
  })
  const all = Array.from({ length: 15 }, () => new WebSocket(`${stage.url}/${BOARD}?seat=anna`))
  const met = all.map(
    (socket) =>
      new Promise<string>((resolve) => {
        socket.on('open', () => resolve('in'))
        socket.on('error', () => resolve('turned away'))
      }),
  )
  atTheEnd(() => all.forEach((socket) => void socket.terminate()))
  await until(() => stage.atTheDoor.length === 15)
  letIn()
  expect((await Promise.all(met)).toSorted()).toEqual([...Array(10).fill('in'), ...Array(5).fill('turned away')])
})

test('whoever is turned away and doesn’t hang up is hung up on', async () => {
  const stage = await aStage()
  const stranger = connect({ port: Number(new URL(stage.url).port), host: '127.0.0.1', allowHalfOpen: true })
  const said: string[] = []
  stranger.on('data', (bytes) => void said.push(String(bytes)))
  const gone = new Promise((resolve) => stranger.on('error', resolve).on('close', resolve))
  stranger.write(
    `GET /sync/nosuch HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  )
  await until(() => said.join('').startsWith('HTTP/1.1 404'))
  // Goes on sending: what it sends leads nowhere, and in the end there is nobody to take it.
  const sending = setInterval(() => stranger.write('x'), 20)
  atTheEnd(() => clearInterval(sending))
  await gone
})

test('a list of more clients than ever wrote on a board is not read', async () => {
  const stage = await aStage()
  const socket = new WebSocket(`${stage.url}/${BOARD}?seat=anna`)
  const closed = new Promise((resolve) => socket.on('close', resolve))
  const vector = encode((encoder) => {
    writeVarUint(encoder, 20_000)
    for (let client = 1; client <= 20_000; client += 1) {
      writeVarUint(encoder, 1_000_000 + client)
      writeVarUint(encoder, 1)
    }
  })
  socket.on('open', () => socket.send(askFrame(vector)))
  expect(await closed).toBe(1007)
})
