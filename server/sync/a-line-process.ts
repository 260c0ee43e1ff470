import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Seat } from '#server/auth/seat.ts'
import { systemClock } from '#server/clock.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { createLiveLine } from './live-line.ts'
import { memoryStore } from './memory-store.ts'

/**
 * A live line in a process of its own, for tests that ask what it costs or whether it survives: whatever `seat` the address
 * names is there. Tells its parent the address, and how much memory it holds whenever it is asked.
 */
const board = process.argv[2] as SessionId
const store = memoryStore()
store.put(board, 'n')
const seatOf = (id: string) =>
  ({
    id,
    networkId: 'n',
    sessionId: board,
    kind: 'participant',
    partnerId: `p-${id}`,
    name: id,
    userId: null,
  }) as unknown as Seat
const line = createLiveLine({
  store,
  clock: systemClock,
  origins: [],
  async admit({ url }, sessionId) {
    const id = new URL(url ?? '', 'http://x').searchParams.get('seat')
    return id && sessionId === board ? seatOf(id) : null
  },
  stillAdmitted: async (seat) => seat,
  readFacts: async () => ({ step: 'talk', stepNo: 5, viewsShown: true, closed: false, showsNames: true, views: [] }),
})
const server = createServer()
server.on('upgrade', (request, socket, head) => line.handleUpgrade(request, socket, head) || socket.destroy())
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync` }),
)
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ rss: process.memoryUsage().rss, cpuMs: process.cpuUsage().user / 1_000, ...line.health() })
})
process.on('disconnect', () => process.exit())
