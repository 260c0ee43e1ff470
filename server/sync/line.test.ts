import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import type { Seat } from '#server/auth/seat.ts'
import { Frame } from './frame.ts'
import { LINE_LIMITS, Line } from './line.ts'
import { writePresence } from './presence.ts'
import { answerFrame, askFrame, presenceFrame, QUERY_AWARENESS, readFrame, updateFrame } from './protocol.ts'
import type { Room } from './room.ts'
import { Toil } from './toil.ts'
import type { Malformed } from './well-formed.ts'

/** A presence message that brings news of its sender begins with this here, and one that repeats others doesn't. */
const OWN = 1

/** A socket that notes what is done with it. */
class ASocket extends EventEmitter {
  readonly OPEN = 1
  readonly extensions: string = ''
  readyState = 1
  writableLength = 0
  readonly sent: Uint8Array[] = []
  closedWith: number | undefined
  isTerminated = false
  readonly pings: string[] = []
  /** Whole frames: a small one has its header in two bytes. */
  write(frame: Uint8Array): void {
    this.sent.push(frame.subarray(2))
  }
  cork(): void {}
  uncork(): void {}
  close(code: number): void {
    this.readyState = 2
    this.closedWith ??= code
  }
  terminate(): void {
    this.isTerminated = true
  }
  ping(said: string): void {
    this.pings.push(said)
  }
}

function aLine(take: (update: Uint8Array) => Malformed | undefined = () => undefined) {
  const socket = new ASocket()
  const did: string[] = []
  const note = (what: string) => void did.push(what)
  const room = {
    enter: () => note('enter'),
    leave: () => note('leave'),
    answer: () => note('answer'),
    take: (_line: Line, update: Uint8Array) => {
      note('take')
      return take(update)
    },
    present: (_line: Line, bytes: Uint8Array) => {
      note(bytes[0] === OWN ? 'present' : 'echo')
      return bytes[0] === OWN
    },
    people: { showAll: () => note('all presence') },
    toilOf: () => toil,
    drained: () => note('drained'),
  } as unknown as Room
  const toil = new Toil()
  const broken: unknown[] = []
  const line = new Line(
    socket as unknown as WebSocket,
    socket as unknown as Duplex,
    { id: 'anna' } as Seat,
    () => note('left'),
    LINE_LIMITS,
    (_room, error) => broken.push(error),
  )
  const hear = (frame: Uint8Array) => socket.emit('message', Buffer.from(frame), true)
  return { line, socket, room, did, broken, hear, toil }
}
const ASK = askFrame(new Uint8Array([0]))
const askWhoFrame = () => new Uint8Array([QUERY_AWARENESS])
const anUpdate = (bytes = 2) => updateFrame(new Uint8Array(bytes))

describe('arriving', () => {
  test('nothing is answered before the board is there, and all that came is heard then', () => {
    const { line, room, did, hear } = aLine()
    hear(ASK)
    hear(anUpdate())
    expect(did).toEqual([])
    line.goLive(room)
    expect(did).toEqual(['enter', 'answer', 'take'])
  })
  test('who leaves before the board is there never enters', () => {
    const { line, socket, room, did } = aLine()
    socket.emit('close')
    line.goLive(room)
    expect(did).toEqual(['left'])
  })
  test('whoever writes as much as may come at once, before the board is there, is heard', () => {
    const { line, socket, room, did, hear } = aLine()
    for (let i = 0; i < 2_000; i += 1) hear(anUpdate())
    line.goLive(room)
    expect([did.filter((what) => what === 'take').length, socket.closedWith]).toEqual([2_000, undefined])
  })
  test('whoever sends more before the board is there, in number or in bytes, is asked to come back', () => {
    const [often, much] = [aLine(), aLine()]
    for (let i = 0; i < 2_001; i += 1) often.hear(anUpdate())
    for (let i = 0; i < 17; i += 1) much.hear(anUpdate(250 * 1024))
    expect([often.socket.closedWith, much.socket.closedWith]).toEqual([4529, 4529])
  })
})

describe('too much', () => {
  const aLiveOne = (take?: () => Malformed | undefined) => {
    const all = aLine(take)
    all.line.goLive(all.room)
    return all
  }
  test('whole pictures of the board are given four at once, and two a second', () => {
    const { line, socket, did, hear } = aLiveOne()
    for (let i = 0; i < 4; i += 1) hear(ASK)
    line.second()
    hear(ASK)
    hear(ASK)
    expect(socket.closedWith).toBeUndefined()
    hear(ASK)
    expect(socket.closedWith).toBe(4529)
    expect(did.filter((what) => what === 'answer')).toHaveLength(6)
  })
  test('updates come two thousand at once', () => {
    const { socket, hear } = aLiveOne()
    for (let i = 0; i < 2_000; i += 1) hear(anUpdate())
    expect(socket.closedWith).toBeUndefined()
    hear(anUpdate())
    expect(socket.closedWith).toBe(4529)
  })
  test('an update that makes much work counts as many, and a second brings two hundred back', () => {
    const { line, socket, hear } = aLiveOne()
    line.spend(1_999)
    hear(anUpdate())
    line.second()
    line.spend(199)
    hear(anUpdate())
    expect(socket.closedWith).toBeUndefined()
    hear(anUpdate())
    expect(socket.closedWith).toBe(4529)
  })
  test('updates come eight megabytes at once, and one a second', () => {
    const { line, socket, hear } = aLiveOne()
    const update = anUpdate(250 * 2 ** 10)
    for (let i = 0; i < 32; i += 1) hear(update)
    line.second()
    for (let i = 0; i < 4; i += 1) hear(update)
    expect(socket.closedWith).toBeUndefined()
    hear(update)
    expect(socket.closedWith).toBe(4529)
  })
  test('whoever has made much work waits, over all their lines, and then is heard in the same order', () => {
    vi.useFakeTimers()
    const { line, socket, did, hear, toil, room } = aLiveOne()
    toil.over(150_000, () => {})
    hear(ASK)
    hear(anUpdate())
    expect([did, socket.closedWith]).toEqual([['enter'], undefined])
    vi.advanceTimersByTime(1_000)
    hear(anUpdate())
    expect(did).toEqual(['enter', 'answer', 'take', 'take'])
    // Who leaves meanwhile is heard no more.
    toil.over(150_000, () => {})
    hear(anUpdate())
    socket.emit('close')
    vi.advanceTimersByTime(1_000)
    expect([did.filter((what) => what === 'take').length, line.room, room.isGone]).toEqual([2, undefined, undefined])
    vi.useRealTimers()
  })
  test('and who sends more than may lie there meanwhile is asked to come back', () => {
    const { socket, hear, toil } = aLiveOne()
    toil.over(150_000, () => {})
    for (let i = 0; i < 2_001; i += 1) hear(anUpdate())
    expect(socket.closedWith).toBe(4529)
  })
  test('presence beyond twenty a second is dropped, and nobody is cut off for it', () => {
    const { socket, did, hear } = aLiveOne()
    for (let i = 0; i < 500; i += 1) hear(presenceFrame(new Uint8Array([OWN])))
    expect([did.filter((what) => what === 'present').length, socket.closedWith]).toEqual([20, undefined])
  })
  test('what a stock client repeats of others takes nothing from what it says of itself, nor from its asking', () => {
    const { socket, did, hear } = aLiveOne()
    for (let i = 0; i < 100; i += 1) hear(presenceFrame(new Uint8Array([0])))
    for (let i = 0; i < 20; i += 1) hear(presenceFrame(new Uint8Array([OWN])))
    hear(askWhoFrame())
    expect(did.filter((what) => what === 'present' || what === 'all presence')).toEqual([
      ...Array(20).fill('present'),
      'all presence',
    ])
    expect(socket.closedWith).toBeUndefined()
  })
  test('repeating has an end, sooner for long messages and those of many people; so has asking who is here', () => {
    const [short, long, many, asking] = [aLiveOne(), aLiveOne(), aLiveOne(), aLiveOne()]
    const crowd = writePresence(Array.from({ length: 1_000 }, (_, clientId) => ({ clientId, clock: 0, state: '' })))
    for (let i = 0; i < 500; i += 1) {
      short.hear(presenceFrame(new Uint8Array([0])))
      long.hear(presenceFrame(new Uint8Array(80 * 1024)))
      many.hear(presenceFrame(crowd))
      asking.hear(askWhoFrame())
    }
    const counts = [short, long, many, asking].map(({ did }) => did.filter((what) => what !== 'enter').length)
    expect(counts).toEqual([200, 20, 10, 20])
  })
  test('one large frame is taken, for what was done offline, and no second', () => {
    const { socket, did, hear } = aLiveOne()
    hear(anUpdate(300 * 1024))
    hear(anUpdate())
    expect(socket.closedWith).toBeUndefined()
    hear(anUpdate(300 * 1024))
    expect([did.filter((what) => what === 'take').length, socket.closedWith]).toEqual([2, 4413])
  })
  test('who reads slowly is shown no presence, then no news until they have read, and is let go in the end', () => {
    const { line, socket, did } = aLiveOne()
    const frame = new Frame(ASK)
    socket.writableLength = 300 * 2 ** 10
    line.glimpse(frame)
    expect([socket.sent.length, line.show(frame), socket.sent.length]).toEqual([0, true, 1])
    socket.writableLength = 3 * 2 ** 20
    expect([line.show(frame), socket.sent.length]).toEqual([false, 1])
    line.send(frame)
    socket.writableLength = 0
    socket.emit('drain')
    socket.emit('drain')
    expect([did.filter((what) => what === 'drained').length, socket.sent.length, socket.closedWith]).toEqual([
      1,
      2,
      undefined,
    ])
    socket.writableLength = 9 * 2 ** 20
    line.send(frame)
    expect([socket.closedWith, socket.sent.length]).toEqual([4529, 2])
  })
  test('who has not read for half a minute is let go', () => {
    const { line, socket } = aLiveOne()
    socket.writableLength = 3 * 2 ** 20
    line.show(new Frame(ASK))
    for (let i = 0; i < 30; i += 1) line.second()
    expect(socket.closedWith).toBeUndefined()
    line.second()
    expect(socket.closedWith).toBe(4529)
  })
})

describe('what is not right', () => {
  test.each([
    ['unreadable', 1007],
    ['unknown-place', 1007],
    ['too-many-structs', 4413],
    ['missing-predecessor', 4409],
    ['anothers-client', 4409],
  ] as const)('an update that is %s ends the line with %i', (why, code) => {
    const { line, socket, room, hear } = aLine(() => why)
    line.goLive(room)
    hear(answerFrame(new Uint8Array(2)))
    expect(socket.closedWith).toBe(code)
  })
  test('what comes before the client’s answer, and leans on it, waits for it: a minute, and a megabyte', () => {
    const anEarly = () => {
      let leans = true
      const all = aLine((update) => (leans && update.length > 2 ? 'missing-predecessor' : undefined))
      all.line.goLive(all.room)
      for (const bytes of [3, 4, 5]) all.hear(anUpdate(bytes))
      const answers = () => {
        leans = false
        all.hear(answerFrame(new Uint8Array(2)))
      }
      return { ...all, answers }
    }
    const [honest, silent, much] = [anEarly(), anEarly(), anEarly()]
    honest.answers()
    // Looked at once; then the answer, and all three again.
    expect([honest.did.filter((what) => what === 'take').length, honest.socket.closedWith]).toEqual([5, undefined])
    for (let second = 0; second <= 60; second += 1) silent.line.second()
    for (let i = 0; i < 5; i += 1) much.hear(anUpdate(250 * 1024))
    expect([silent.socket.closedWith, much.socket.closedWith]).toEqual([4409, 4529])
  })
  test('an update that breaks the document lets go of the room and of its sender', () => {
    const { line, socket, room, broken, hear } = aLine(() => {
      throw new Error('unexpected case')
    })
    line.goLive(room)
    hear(anUpdate())
    expect([socket.closedWith, broken.length]).toEqual([1007, 1])
  })
  test('three forgeries in ten seconds end the line, two don’t; what an honest editor may meet never does', () => {
    const { line, socket } = aLine()
    for (let i = 0; i < 20; i += 1) line.refuse('not-the-time', [])
    line.refuse('belongs-to-another', [])
    line.refuse('servers-own', [])
    for (let i = 0; i < 10; i += 1) line.second()
    line.refuse('servers-own', [])
    expect(socket.closedWith).toBeUndefined()
    line.refuse('signed-as-another', [])
    line.refuse('belongs-to-another', [])
    expect(socket.closedWith).toBeUndefined()
    line.refuse('servers-own', [])
    expect(socket.closedWith).toBe(4409)
  })
  test('text is not spoken here', () => {
    const { socket } = aLine()
    socket.emit('message', Buffer.from('hello'), false)
    expect(socket.closedWith).toBe(1003)
  })
})

/** A line, and a beat of it: what was heard is heard before. */
function aBeatingLine() {
  const all = aLine()
  const beat = async () => {
    all.line.heartbeat()
    await new Promise((heard) => setImmediate(heard))
  }
  return { ...all, beat }
}

test('a line hears something at each beat, and one that has fallen silent is let go', async () => {
  const { line, socket, did, beat } = aBeatingLine()
  await beat()
  await beat()
  socket.emit('data')
  await beat()
  expect([socket.pings.length, socket.sent.map((frame) => readFrame(frame)?.is)]).toEqual([
    3,
    Array(3).fill('presence'),
  ])
  await beat()
  await beat()
  // An answer that lay there unread when its time had come.
  line.heartbeat()
  socket.emit('data')
  await new Promise((heard) => setImmediate(heard))
  await beat()
  await beat()
  expect(socket.isTerminated).toBe(false)
  await beat()
  expect([socket.isTerminated, did]).toEqual([true, ['left']])
})

test('a slow line is given the time that a board takes over it, and no more than that for what is sent later', async () => {
  const { line, socket, beat } = aBeatingLine()
  // As it is at the door: the page speaks once, then a megabyte at eight kilobytes a second lies before its answers.
  socket.emit('data')
  line.send(new Frame(new Uint8Array(1_000_000)))
  for (let seconds = 0; seconds < 1_000_000 / 8_000; seconds += 5) await beat()
  expect(socket.isTerminated).toBe(false)
  socket.emit('data')
  socket.emit('pong', Buffer.from(socket.pings[0] ?? ''))
  let beats = 0
  while (!socket.isTerminated && beats < 100) {
    line.send(new Frame(new Uint8Array(200_000)))
    await beat()
    beats += 1
  }
  // Twenty seconds, and for what went out before the first beat five more of each forty kilobytes.
  expect(beats).toBe(3 + 5 + 1)
})

test('what a client claims to have heard and wasn’t told yet is not believed', async () => {
  const { line, socket, beat } = aBeatingLine()
  for (const said of ['', 'all', '1e99', '-1']) socket.emit('pong', Buffer.from(said))
  line.send(new Frame(new Uint8Array(400_000)))
  for (let beats = 0; beats < 12; beats += 1) await beat()
  expect(socket.isTerminated).toBe(false)
})
