import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seatCookie } from '#server/auth/seat.ts'
import { newId, type SeatId, type SessionId } from '#server/vocabulary/ids.ts'
import { Ear } from './heard.ts'

const SECRET = 'x'.repeat(32)
const HOUR_MS = 3_600_000
let nowMs = Date.UTC(2026, 10, 26, 10)
const clock = { now: () => new Date(nowMs) }
const ear = new Ear(clock)
let server: Server
let origin: string
beforeAll(async () => {
  server = createServer(ear.listening((request, response) => void response.end(`page ${request.url}`), SECRET))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => void server.close().closeAllConnections())

const aSeat = () => ({ seatId: newId<'seat'>() as SeatId, sessionId: newId<'session'>() as SessionId })
const cookieOf = ({ seatId, sessionId }: ReturnType<typeof aSeat>, secret = SECRET) =>
  seatCookie(seatId, sessionId, secret, false).split(';')[0] as string
async function say(sessionId: string, cookie: string, method = 'POST') {
  const answer = await fetch(`${origin}/api/here/${sessionId}`, { method, headers: { cookie } })
  return `${answer.status} ${await answer.text()}`.trim()
}

test('a page that says it is there is heard by the seat that its cookie proves', async () => {
  const seat = aSeat()
  expect(ear.lastFrom(seat.seatId)).toBeUndefined()
  expect(await say(seat.sessionId, cookieOf(seat))).toBe('204')
  expect(ear.lastFrom(seat.seatId)).toEqual(clock.now())
  nowMs += 10_000
  await say(seat.sessionId, cookieOf(seat))
  expect(ear.lastFrom(seat.seatId)).toEqual(clock.now())
})

test('a cookie that is not ours, or another workshop’s, is answered the same and heard by nobody', async () => {
  const [forged, elsewhere] = [aSeat(), aSeat()]
  expect(await say(forged.sessionId, cookieOf(forged, 'y'.repeat(32)))).toBe('204')
  expect(await say(newId(), cookieOf(elsewhere))).toBe('204')
  expect(await say(forged.sessionId, '')).toBe('204')
  expect([ear.lastFrom(forged.seatId), ear.lastFrom(elsewhere.seatId)]).toEqual([undefined, undefined])
})

test('every other request goes on to the pages', async () => {
  const seat = aSeat()
  expect(await say(seat.sessionId, cookieOf(seat), 'GET')).toBe(`200 page /api/here/${seat.sessionId}`)
  expect(await say('nothing', cookieOf(seat))).toBe('200 page /api/here/nothing')
  expect(ear.lastFrom(seat.seatId)).toBeUndefined()
})

test('other servers on the database are told together, no more at once than it carries', () => {
  const later: (() => void)[] = []
  const told: string[] = []
  const [here, there] = [
    new Ear(
      clock,
      (text) => told.push(text),
      (tellThem) => later.push(tellThem),
    ),
    new Ear(clock),
  ]
  const seats = Array.from({ length: 400 }, () => newId<'seat'>())
  for (const seat of [...seats, ...seats]) here.hear(seat)
  expect(later).toHaveLength(1)
  for (const tellThem of later.splice(0)) tellThem()
  expect(told.map((text) => text.split(' ').length)).toEqual([300, 100])
  expect(Math.max(...told.map((text) => text.length))).toBeLessThan(8_000)
  for (const text of told) there.arrived(text)
  expect(seats.filter((seat) => !there.lastFrom(seat))).toEqual([])
  // What another server told is not told on, or it would go around for ever.
  expect(later).toEqual([])
  here.hear(seats[0] as string)
  expect(later).toHaveLength(1)
})

test('whoever was silent for half a day is forgotten when somebody else speaks', () => {
  const mine = new Ear(clock)
  const [early, late] = [newId<'seat'>(), newId<'seat'>()]
  mine.hear(early)
  nowMs += 11 * HOUR_MS
  mine.hear(late)
  expect(mine.lastFrom(early)).toBeDefined()
  nowMs += HOUR_MS
  mine.hear(newId())
  expect([mine.lastFrom(early), mine.lastFrom(late)].map(Boolean)).toEqual([false, true])
})
