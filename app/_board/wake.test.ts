// @vitest-environment happy-dom
import { createDecoder, readVarUint } from 'lib0/decoding'
import { createEncoder, length, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { readSyncMessage } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { atTheEnd } from '#server/sync/a-stage.ts'
import { AWARENESS, QUERY_AWARENESS, SYNC } from '#server/sync/protocol.ts'
import { PATIENCE, testLine } from './wake.ts'

const WAY_MS = 100
const SPEAKS_MS = 5_000

// By a clock of its own: a machine that has much to do answers late, and a line that lives would count as dead.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page's line to a board, tested as in use, and the far end of it. Nothing passes but by the clock. */
async function aLine() {
  const board = new Y.Doc()
  const here = new Awareness(board)
  const lines: Line[] = []
  // Its events reach `onopen` and the like as well, as those of every target here do.
  class Line extends EventTarget {
    static readonly OPEN = 1
    readonly OPEN = 1
    readyState = 0
    bufferedAmount = 0
    isDead = false
    constructor() {
      super()
      lines.push(this)
      setTimeout(() => {
        if (this.readyState > 0) return
        this.readyState = 1
        this.dispatchEvent(new Event('open'))
      }, WAY_MS)
    }
    send(bytes: Uint8Array): void {
      const decoder = createDecoder(bytes)
      const kind = readVarUint(decoder)
      const answer = createEncoder()
      writeVarUint(answer, SYNC)
      if (kind === SYNC) readSyncMessage(decoder, answer, board, null)
      if (length(answer) > 1) this.brings(toUint8Array(answer))
      if (kind === QUERY_AWARENESS) this.speaks()
    }
    speaks(): void {
      const said = createEncoder()
      writeVarUint(said, AWARENESS)
      writeVarUint8Array(said, encodeAwarenessUpdate(here, []))
      this.brings(toUint8Array(said))
    }
    brings(data: Uint8Array): void {
      setTimeout(() => {
        if (!this.isDead && this.readyState === 1) this.dispatchEvent(new MessageEvent('message', { data }))
      }, WAY_MS)
    }
    close(): void {
      this.readyState = 3
      this.dispatchEvent(new Event('close'))
    }
  }
  const speaking = setInterval(() => lines.at(-1)?.speaks(), SPEAKS_MS)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider('ws://here', 'board', doc, {
    WebSocketPolyfill: Line as never,
    connect: false,
    disableBc: true,
  })
  const tests = testLine(provider, PATIENCE)
  provider.connect()
  atTheEnd(() => {
    tests.end()
    provider.destroy()
    here.destroy()
    clearInterval(speaking)
  })
  await vi.advanceTimersByTimeAsync(SPEAKS_MS)
  expect(provider.synced).toBe(true)
  return {
    opened: () => lines.length,
    doubt: tests.doubt,
    /** The line that is open is dead from here on, and neither side is told; somebody else writes. */
    dies() {
      for (const line of lines) line.isDead = true
      board.getText().insert(0, 'Safe places')
    },
    reads: () => doc.getText().toString(),
  }
}

test.each([
  ['is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ['is come back to', () => window.dispatchEvent(new Event('pageshow'))],
  ['has a network again', () => window.dispatchEvent(new Event('online'))],
])('a dead line is made anew within five seconds when the page %s', async (_, wakes) => {
  const { opened, dies, reads } = await aLine()
  dies()
  wakes()
  await vi.advanceTimersByTimeAsync(5_000)
  expect([opened(), reads()]).toEqual([2, 'Safe places'])
})

test('so it is on a laptop that was shut and opened, of which no browser tells a page', async () => {
  const { opened, dies, reads } = await aLine()
  dies()
  // Asleep no timer runs. After half a minute the stock client would find out as well.
  vi.setSystemTime(Date.now() + 20_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([opened(), reads()]).toEqual([2, 'Safe places'])
})

test('a line over which nothing is heard is made anew, though nobody looks and nobody writes', async () => {
  const { opened, dies, reads } = await aLine()
  dies()
  await vi.advanceTimersByTimeAsync(PATIENCE.silentMs + PATIENCE.answerMs + 2_000)
  expect([opened(), reads()]).toEqual([2, 'Safe places'])
})

test('a line that lives stays, however often the page is looked at, and though nothing is stored', async () => {
  const { opened, doubt } = await aLine()
  for (let times = 0; times < 20; times += 1) {
    window.dispatchEvent(new Event('pageshow'))
    doubt()
    await vi.advanceTimersByTimeAsync(1_700)
  }
  expect(opened()).toBe(1)
})
