import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Seat, SeatAsked } from '#server/auth/seat.ts'
import type { Clock } from '#server/clock.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { atTheDoor, type Door, isFull, misfit, turnAway } from './door.ts'
import { LINE_LIMITS, Line, type LineLimits } from './line.ts'
import { type Bus, Others } from './others.ts'
import { CLOSE } from './protocol.ts'
import { Rights } from './rights.ts'
import type { Room } from './room.ts'
import { Rooms } from './rooms.ts'
import type { BoardStore } from './store.ts'
import type { RoomFacts } from './word.ts'
import { Writer } from './writer.ts'

const LARGEST_FRAME = 4 * 2 ** 20
const ROUND_MS = 2_000
// A page tests its line after ten seconds of silence, and the stock client hangs up after thirty.
const HEARTBEAT_MS = 5_000
// Each message by itself, and in the common window: then one packed frame is right for everybody who takes such at all.
const PACKING = { serverNoContextTakeover: true, clientNoContextTakeover: true, serverMaxWindowBits: 15 }

/** What is kept of the request by which somebody came in. */
export type CameBy = { readonly headers: { readonly cookie?: string | undefined } }

export interface LiveLineParts {
  store: BoardStore
  clock: Clock
  origins: readonly string[]
  admit: Door['admit']
  /** The seat that a request is let in by, if it still is its owner's: then that need not be read for each connection. */
  seatAskedFor?(request: IncomingMessage, sessionId: SessionId): SeatAsked | undefined
  /** The seat as it stands now, for whoever came in by this; what is over, where it is. */
  stillAdmitted(seat: Seat, cameBy: CameBy): Promise<Seat | 'signed-out' | null>
  readFacts(sessionId: SessionId): Promise<RoomFacts>
  /**
   * What each session's rules and rights come to, as a word that changes when they do: so that a change is noticed though
   * nobody told. Without it, only what is told is heard of.
   */
  stamps?(sessionIds: readonly SessionId[]): Promise<ReadonlyMap<SessionId, string>>
  /** Other servers on the same store, if there may be any. */
  bus?: Bus
  log?(what: string, facts: Record<string, unknown>): void
  limits?: LineLimits
}

/** The live line: boards over WebSockets, under /sync/<session>. */
export interface LiveLine {
  /** Takes an upgrade for /sync/…; false when the address is somebody else's. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Something changed that boards show, or who may be at them: over this server, or elsewhere. */
  changed(sessionId: SessionId, topic: string, where?: 'here' | 'elsewhere'): Promise<void>
  /** What happens every two seconds in any case: takes up what was missed, of rows and of rights. */
  round(): Promise<void>
  /** Whether the store takes what is written, and how many boards wait all the same. */
  health(): { boards: number; lines: number; storing: boolean; waiting: number }
  /** Stores what is left, then lets everybody go. */
  stop(): Promise<void>
}

export function createLiveLine(parts: LiveLineParts): LiveLine {
  const { store, clock, log = () => {} } = parts
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, perMessageDeflate: PACKING })
  const lines = new Map<SessionId, Set<Line>>()
  const cameBy = new WeakMap<Line, CameBy>()
  const others = new Others(parts.bus, () => clock.now().getTime())
  const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const writer = new Writer(
    store,
    rest,
    (failing, error) =>
      log(failing ? 'boards are not being stored' : 'boards are stored again', {
        error: String(error ?? ''),
        boards: [...writer.notStored.keys()].join(' '),
      }),
    (error) => log('what was stored could not be shown', { error: String(error) }),
    (seqs) => others.rows(seqs),
  )
  const rooms = new Rooms(
    store,
    writer,
    parts.readFacts,
    (sessionId, rows) => log('damaged rows were set aside', { sessionId, rows }),
    others,
    (what, error) => log(what, { error: String(error) }),
  )
  const rights = new Rights(parts.stamps)
  const door: Door = { origins: parts.origins, admit: letIn, mostOnBoard: 500, mostOfSeat: 10 }
  let rightsChanged = 0
  /** Boards that what was shown or hidden could not be put on yet: the next round does. */
  const unsettled = new Set<SessionId>()
  const at = (sessionId: SessionId) => [...(lines.get(sessionId) ?? [])]
  const every = (act: (line: Line) => void) => {
    for (const here of lines.values()) for (const line of here) act(line)
  }

  const timers = [
    setInterval(() => every((line) => line.second()), 1_000),
    setInterval(() => rooms.showPresence(), 50),
    setInterval(() => void round().catch(noRound), ROUND_MS),
    setInterval(() => every((line) => line.heartbeat()), HEARTBEAT_MS),
    setInterval(
      () =>
        void rooms.tidy(clock.now().getTime()).catch((error) => log('tidying boards failed', { error: String(error) })),
      10_000,
    ),
  ]
  for (const timer of timers) timer.unref()
  parts.bus
    ?.listen(
      (text) => others.hear(text, rooms.ears),
      () => {
        others.pulse()
        rooms.askWho()
        void round().catch(noRound)
      },
    )
    // Whoever is there answers at once, and is known before the first round.
    .then(others.pulse)
    .catch((error) => log('other servers can’t be heard', { error: String(error) }))

  async function letIn(request: IncomingMessage, sessionId: SessionId): Promise<Seat | null> {
    const asked = parts.seatAskedFor?.(request, sessionId)
    const holders = asked && rights.holders(sessionId)
    const known = holders?.get(asked as SeatAsked)
    if (known) return known
    const seat = await parts.admit(request, sessionId)
    if (asked) holders?.note(asked, seat)
    return seat
  }

  async function receive(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const before = rightsChanged
    const admitted = await atTheDoor(door, request)
    if (admitted.is === 'turned-away') return turnAway(socket, admitted.status)
    const { seat, sessionId } = admitted
    if (isFull(door, at(sessionId), seat)) return turnAway(socket, 503)
    // Where the board is there, the first of it goes with the greeting, in one go: this runs once nothing waits but the outside.
    socket.cork()
    process.nextTick(() => socket.uncork())
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const left = (gone: Line) => {
        const here = lines.get(sessionId)
        here?.delete(gone)
        if (here?.size === 0) lines.delete(sessionId)
      }
      const broken = (room: Room, error: unknown) => {
        log('a board was let go of over an update', { sessionId, seatId: seat.id, error: String(error) })
        rooms.drop(room)
      }
      const line = new Line(ws, socket, seat, left, parts.limits ?? LINE_LIMITS, broken, rooms.bringUp)
      lines.set(sessionId, (lines.get(sessionId) ?? new Set()).add(line))
      // Rights changed between their look-up and now: whoever was told of it didn't know of this line yet.
      cameBy.set(line, { headers: { cookie: request.headers.cookie } })
      if (rightsChanged !== before) recheckOne(line).catch(() => line.end(CLOSE.comeBackLater))
      rooms
        .welcome(sessionId, (room) => {
          const code = misfit(request.url, room.epoch)
          if (code === undefined) line.goLive(room)
          else line.end(code)
        })
        .then(
          (isThere) => isThere || line.end(CLOSE.noSuchBoard),
          (error) => {
            log('a board could not be loaded', { sessionId, error: String(error) })
            line.end(CLOSE.comeBackLater)
          },
        )
    })
  }

  async function settle(sessionId: SessionId): Promise<void> {
    // Not once it is done: another that began meanwhile may have failed.
    unsettled.delete(sessionId)
    await rooms.settle(sessionId).catch((error: unknown) => {
      unsettled.add(sessionId)
      throw error
    })
  }

  async function recheckOne(line: Line): Promise<void> {
    const now = await parts.stillAdmitted(line.seat, cameBy.get(line) as CameBy)
    if (now === 'signed-out') line.end(CLOSE.signedOut)
    else if (now) line.seat = now
    else line.end(CLOSE.removed)
  }
  async function recheck(sessionId: SessionId): Promise<void> {
    rightsChanged += 1
    rights.forget(sessionId)
    // Each by itself: one that can't be checked now must not keep the others in.
    const failed = (await Promise.allSettled(at(sessionId).map(recheckOne))).find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }

  /** Another server changed something, and puts it on the board; here, what may be done goes by it at once. */
  async function changedElsewhere(sessionId: SessionId, topic: string): Promise<void> {
    if (topic === 'rights') await recheck(sessionId)
    if (['rights', 'step', 'views', 'closed'].includes(topic)) await rooms.know(sessionId)
  }

  const noRound = (error: unknown) => log('boards could not be looked after', { error: String(error) })
  async function round(): Promise<void> {
    others.round(rooms.ears)
    const at = [...new Set([...rooms.ids, ...lines.keys()])]
    const tries = [
      rooms.round(clock.now().getTime()),
      ...[...unsettled].map(settle),
      rights.changedIn(at, (sessionId) => changedElsewhere(sessionId, 'rights')),
    ]
    const failed = (await Promise.allSettled(tries)).find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }

  return {
    handleUpgrade(request, socket, head) {
      if (!request.url?.startsWith('/sync/')) return false
      receive(request, socket, head).catch((error) => {
        log('an upgrade failed', { error: String(error) })
        turnAway(socket, 503)
      })
      return true
    },
    async changed(sessionId, topic, where = 'here') {
      if (where === 'elsewhere') return changedElsewhere(sessionId, topic)
      if (topic === 'rights') {
        await recheck(sessionId)
        return rooms.refresh(sessionId)
      }
      if (topic === 'step' || topic === 'views') await settle(sessionId)
      if (topic === 'step' || topic === 'closed') await rooms.snapshot(sessionId, topic === 'step' ? 'step' : 'close')
    },
    round,
    health: () => ({
      boards: rooms.count,
      lines: [...lines.values()].reduce((sum, here) => sum + here.size, 0),
      storing: ![...writer.notStored.values()].includes('like all'),
      waiting: writer.notStored.size,
    }),
    async stop() {
      timers.forEach(clearInterval)
      await rooms.stop()
      every((line) => line.end(CLOSE.goingAway))
      sockets.close()
    },
  }
}
