import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readVarString as readString, readVarUint } from 'lib0/decoding'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Seat } from '#server/auth/seat.ts'
import { viewBoard } from '#server/board/view.ts'
import { systemClock } from '#server/clock.ts'
import type { SeatId, SessionId } from '#server/vocabulary/ids.ts'
import { createLiveLine, type LiveLine } from './live-line.ts'
import { memoryStore } from './memory-store.ts'
import type { RoomFacts } from './word.ts'

export const BOARD = '0123456789abcdefghjk' as SessionId
export const FACTS: RoomFacts = {
  step: 'talk',
  stepNo: 5,
  viewsShown: true,
  closed: false,
  showsNames: true,
  views: [],
}

export interface Stage {
  line: LiveLine
  store: ReturnType<typeof memoryStore>
  facts: { now: RoomFacts }
  url: string
  /** How far the server's clock is ahead of everybody's. */
  clock: { aheadMs: number }
  hold: { gate: Promise<void> | undefined; failing: boolean; reading: boolean; door: Promise<void> | undefined }
  seats: Map<string, Seat | 'signed-out' | null>
  /** Who has been looked up at the door. */
  atTheDoor: string[]
}

/** Is done when the test is over; what was put up last is taken down first. */
export const atTheEnd = (cleanUp: () => void | Promise<void>): void => onTestFinished(cleanUp)

const seatOf = (id: string, partnerId = `p-${id}`) =>
  ({
    id,
    networkId: 'n',
    sessionId: BOARD,
    kind: 'participant',
    partnerId,
    name: `Name of ${id}`,
    userId: null,
  }) as unknown as Seat

/** A live line on a port of its own, over a store that holds commits back or fails as a test says. */
export async function aStage(given?: Stage['store']): Promise<Stage> {
  const hold: Stage['hold'] = { gate: undefined, failing: false, reading: true, door: undefined }
  const store =
    given ??
    memoryStore(async () => {
      await hold.gate
      if (hold.failing) throw new Error('the database is away')
    })
  if (!given) store.put(BOARD, 'n')
  const facts = { now: FACTS }
  const clock = { aheadMs: 0 }
  const seats: Stage['seats'] = new Map(['anna', 'bela', 'cleo'].map((id) => [id, seatOf(id)]))
  const atTheDoor: string[] = []
  const who = (url = '') => {
    const seat = seats.get(new URL(url, 'http://x').searchParams.get('seat') ?? '')
    return seat && seat !== 'signed-out' ? seat : null
  }
  const line = createLiveLine({
    store,
    clock: { now: () => new Date(systemClock.now().getTime() + clock.aheadMs) },
    origins: ['http://here'],
    async admit(request) {
      const seat = who(request.url)
      if (seat) atTheDoor.push(seat.id)
      await hold.door
      return seat
    },
    seatAskedFor: ({ url }, sessionId) => ({
      sessionId,
      seatId: new URL(url ?? '', 'http://x').searchParams.get('seat') as SeatId,
      via: null,
    }),
    stamps: async (ids) => new Map(ids.map((id) => [id, 'as it was'])),
    stillAdmitted: async (seat) => seats.get(seat.id) ?? null,
    async readFacts() {
      if (!hold.reading) throw new Error('the database is away')
      return facts.now
    },
  })
  const url = await serve(line, () => {
    hold.gate = undefined
    hold.failing = false
  })
  return { line, store, facts, clock, hold, seats, atTheDoor, url }
}

/** Opens a port for a live line; the test's end closes both, after `before`. Answers the address to connect to. */
export async function serve(line: LiveLine, before: () => void = () => {}): Promise<string> {
  const server: Server = createServer()
  server.on('upgrade', (request, socket, head) => line.handleUpgrade(request, socket, head) || socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atTheEnd(async () => {
    before()
    await line.stop()
    server.closeAllConnections()
    server.close()
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`
}

/** Somebody with the stock client, seated as `id`. */
export function aPerson(stage: Pick<Stage, 'url'>, id: string, board: SessionId = BOARD, partner = `p-${id}`) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(stage.url, board, doc, {
    params: { seat: id },
    WebSocketPolyfill: WebSocket as never,
    disableBc: true,
  })
  const saved: number[] = []
  const refused: string[] = []
  provider.messageHandlers[100] = (_encoder, decoder) => void saved.push(readVarUint(decoder))
  provider.messageHandlers[101] = (_encoder, decoder) => void refused.push(readString(decoder))
  atTheEnd(() => provider.destroy())
  return {
    doc,
    provider,
    saved,
    refused,
    me: { id, kind: 'participant' as const, partnerId: partner },
    view: () => viewBoard(doc),
  }
}

export const aCard = (id: string, text = 'Young people first') => ({
  id: `${id}.1`,
  text,
  place: 'value' as const,
  facet: null,
  createdAt: '2026-01-01T00:00:00.000Z',
})
/** Waits for what a person would see. */
export const until = (what: () => unknown) =>
  expect.poll(() => Boolean(what()), { timeout: 15_000, interval: 10 }).toBe(true)
