import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '#server/vocabulary/ids.ts'
import { follow } from './follow.ts'

/** A browser's end of a line, whose server is this test: Node has none of its own. */
class Line extends EventTarget {
  static readonly CLOSED = 2
  static readonly made: Line[] = []
  readyState = 0
  constructor(readonly url: string) {
    super()
    Line.made.push(this)
  }
  close() {
    this.readyState = Line.CLOSED
  }
  say(kind: string, data: unknown = '') {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }))
  }
}

const told: unknown[] = []
const lost = vi.fn()
const begin = () => follow(newId<'session'>(), { told: (now) => told.push(now), lost })
const line = () => Line.made.at(-1) as Line

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Line)
  Line.made.length = told.length = 0
  lost.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what the server tells is heard, and a line that still pings is kept', () => {
  begin()
  line().say('message', { stepNo: 3 })
  for (let i = 0; i < 10; i++) {
    vi.advanceTimersByTime(5_000)
    line().say('ping')
  }
  expect([told, Line.made.length, lost.mock.calls.length]).toEqual([[{ stepNo: 3 }], 1, 0])
})

test('a line that has gone silent is made anew, again and again', () => {
  begin()
  line().say('message', {})
  vi.advanceTimersByTime(12_000)
  expect([Line.made.length, Line.made[0]?.readyState, lost.mock.calls.length]).toEqual([2, Line.CLOSED, 1])
  vi.advanceTimersByTime(12_000)
  expect(Line.made).toHaveLength(3)
})

test('a line that breaks is left to the browser, which makes it anew', () => {
  begin()
  line().say('message', {})
  line().dispatchEvent(new Event('error'))
  expect([lost.mock.calls.length, line().readyState, Line.made.length]).toEqual([1, 0, 1])
})

test('what the server refused is not asked for again', () => {
  begin()
  line().say('message', {})
  line().say('serialized-error', { code: -32_004 })
  vi.advanceTimersByTime(60_000)
  expect([Line.made.length, line().readyState]).toEqual([1, Line.CLOSED])
  expect(lost).toHaveBeenCalled()
})

test.each([
  ['that the server let go of', (here: Line) => here.say('return')],
  // By the standard a browser asks no more after any answer but 200.
  [
    'that was answered with 503 while the server starts',
    (here: Line) => {
      here.close()
      here.dispatchEvent(new Event('error'))
    },
  ],
  ['to which nobody answers from the first', () => {}],
])('a line %s is made anew', (_, happens) => {
  begin()
  happens(line())
  vi.advanceTimersByTime(12_000)
  expect([Line.made.length, Line.made[0]?.readyState, lost.mock.calls.length > 0]).toEqual([2, Line.CLOSED, true])
  line().say('message', { stepNo: 4 })
  expect(told).toEqual([{ stepNo: 4 }])
})

test('what went wrong inside leaves the line to be tried again', () => {
  begin()
  line().say('serialized-error', { code: -32_603 })
  expect([lost.mock.calls.length, line().readyState]).toEqual([1, 0])
})

test('whoever stops following hears no more and makes no new line', () => {
  const end = begin()
  line().say('message', {})
  end()
  vi.advanceTimersByTime(60_000)
  expect([Line.made.length, line().readyState]).toEqual([1, Line.CLOSED])
})
