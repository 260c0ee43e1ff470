import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { addCard, editText } from '#server/board/commands.ts'
import { aServer } from './a-server.ts'
import { aCard, aPerson, atTheEnd, BOARD, until } from './a-stage.ts'
import { BAD_WIRE, hostileFrame } from './hostile.ts'
import { chance, noteFigures, sized } from './proof.ts'
import { readFrame } from './protocol.ts'

const SEED = 101
const FRAMES = sized(600, 20_000)
const ATTACKERS = 4
const WARMING = sized(50, 400)
const MOST_MEMORY = 50 * 2 ** 20
// Only by itself does a machine tell how long a server takes; beside other tests it tells how busy it is.
const LONGEST_PONG_MS = sized(5_000, 250)

/** Somebody who wants to do harm, and comes back whenever they are cut off. */
function anAttacker(url: string, id: string) {
  const doc = new Y.Doc()
  const seen: Uint8Array[] = []
  let socket: WebSocket | undefined
  const open = () =>
    new Promise<WebSocket | undefined>((resolve) => {
      const fresh = new WebSocket(`${url}/${BOARD}?seat=${id}`)
      fresh.on('open', () => resolve(fresh))
      fresh.on('error', () => resolve(undefined))
      fresh.on('message', (data: Buffer) => {
        const message = readFrame(data)
        if (message?.is !== 'update') return
        Y.applyUpdate(doc, message.update)
        if (seen.length < 200) seen.push(message.update)
      })
    })
  return {
    known: { doc, seen, me: { id, kind: 'participant' as const, partnerId: `p-${id}` }, witness: 'anna' },
    async send(frame: Uint8Array | string) {
      if (socket?.readyState !== WebSocket.OPEN) socket = await open()
      socket?.send(frame)
    },
    goes: () => socket?.terminate(),
  }
}

/** Somebody who only listens, and looks at every frame for what waits for what may never come. */
function aListener(url: string) {
  const doc = new Y.Doc()
  const socket = new WebSocket(`${url}/${BOARD}?seat=cleo`)
  const pending: unknown[] = []
  socket.on('open', () => socket.send(Uint8Array.of(0, 0, 1, 0)))
  socket.on('message', (data: Buffer) => {
    const message = readFrame(data)
    if (message?.is === 'update') Y.applyUpdate(doc, message.update)
    pending.push(...[doc.store.pendingStructs, doc.store.pendingDs].filter(Boolean))
  })
  atTheEnd(() => socket.terminate())
  return { doc, pending }
}

test(`no frames whatever hurt the server, or anybody at the board (seed ${SEED}, ${FRAMES} frames)`, async () => {
  const next = chance(SEED)
  const server = await aServer()
  const witness = aPerson(server, 'anna')
  const listener = aListener(server.url)
  await until(() => witness.provider.synced)
  addCard(witness.doc, witness.me, aCard('anna', 'Words of a witness'))
  await until(() => listener.doc.getMap('cards').size === 1)
  const closes: number[] = []
  witness.provider.on('connection-close', (event: { code: number } | null) => closes.push(event?.code ?? 0))
  const pongs: number[] = []
  const ping = () => {
    const since = performance.now()
    const { ws } = witness.provider as unknown as { ws: WebSocket }
    ws.once('pong', () => pongs.push(performance.now() - since))
    ws.ping()
  }
  const attackers = Array.from({ length: ATTACKERS }, (_, i) => anAttacker(server.url, `bela${i}`))
  // What a server takes for its first work is not what the frames take.
  const warmed = () => witness.saved.at(-1) ?? 0
  for (let no = 0; no < WARMING; no += 1) {
    editText(witness.doc, witness.me, 'anna.1', `Words before, ${no}`)
    if (no % 50 === 49) await until(() => warmed() >= no + 2)
  }
  const before = await server.ask()
  const memory = [before.rss]
  for (let no = 0; no < FRAMES; no += 1) {
    const attacker = attackers[next(ATTACKERS)] as (typeof attackers)[number]
    await attacker.send(hostileFrame(attacker.known, next, no).frame)
    // What came is heard before the next one is made.
    await new Promise((resolve) => setImmediate(resolve))
    if (no % 25 === 0) editText(witness.doc, witness.me, 'anna.1', `Words of a witness, ${no}`)
    if (no % 50 === 0) ping()
    if (no % 500 === 499) memory.push((await server.ask()).rss)
    if (server.state.hasEnded) expect.fail(`the server ended at frame ${no}`)
  }
  for (const attacker of attackers) attacker.goes()
  addCard(witness.doc, witness.me, { ...aCard('anna', 'The last word'), id: 'anna.2' })
  await until(() => listener.doc.getMap('cards').has('anna.2'))
  const after = await server.ask()
  memory.push(after.rss)
  const late = aPerson(server, 'dora')
  await until(() => late.provider.synced)
  const words = ({ view }: Pick<typeof late, 'view'>) => ['anna.1', 'anna.2'].map((id) => view().cards[id]?.text)
  expect(words(late)).toEqual(words(witness))
  expect(words(witness)[1]).toBe('The last word')
  expect([late.doc.store.pendingStructs, listener.pending, witness.refused]).toEqual([null, [], []])
  const grewBy = Math.max(...memory) - before.rss
  const longest = Math.max(...pongs)
  noteFigures('fuzz', {
    seed: SEED,
    frames: FRAMES,
    longestPongMs: longest,
    pongP50Ms: pongs.sort((a, b) => a - b)[Math.floor(pongs.length / 2)],
    serverCpuPerFrameMs: (after.cpuMs - before.cpuMs) / FRAMES,
    grewByMegaBytes: grewBy / 2 ** 20,
    witnessCutOff: closes.length,
  })
  // Nobody else is cut off for what an attacker sends.
  expect(closes).toEqual([])
  expect([server.state.hasEnded, longest < LONGEST_PONG_MS, grewBy < MOST_MEMORY]).toEqual([false, true, true])
}, 1_200_000)

test.each(BAD_WIRE)('%s ends that socket alone', async (_what, bytes) => {
  const server = await serverForAll()
  const hostile = new WebSocket(`${server.url}/${BOARD}?seat=bela`, { perMessageDeflate: false })
  const ended = new Promise<number>((resolve) => hostile.on('close', resolve))
  hostile.on('error', () => undefined)
  hostile.on('open', () => (hostile as unknown as { _socket: Duplex })._socket.write(bytes))
  expect([1002, 1007, 1009]).toContain(await ended)
  const witness = aPerson(server, 'anna')
  await until(() => witness.provider.synced)
  expect(server.state.hasEnded).toBe(false)
})

let shared: ReturnType<typeof aServer> | undefined
/** One server for all that is done to the wire: the next finds it as the last has left it. */
const serverForAll = () => {
  shared ??= aServer()
  return shared
}
