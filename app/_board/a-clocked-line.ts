import { createDecoder, readVarUint } from 'lib0/decoding'
import { createEncoder, length, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { expect, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { readSyncMessage } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { atTheEnd } from '#server/sync/a-stage.ts'
import { AWARENESS, QUERY_AWARENESS, SYNC } from '#server/sync/protocol.ts'
import { PATIENCE, testLine } from './wake.ts'

const WAY_MS = 100
const SPEAKS_MS = 5_000

/** A page's line to a board, tested as in use, and the far end of it. Nothing passes but by the test’s clock. */
export async function aClockedLine() {
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
