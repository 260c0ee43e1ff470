// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aClockedLine } from './a-clocked-line.ts'
import { PATIENCE } from './wake.ts'

// By a clock of its own: a machine that has much to do answers late, and a line that lives would count as dead.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each([
  ['is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ['is come back to', () => window.dispatchEvent(new Event('pageshow'))],
  ['has a network again', () => window.dispatchEvent(new Event('online'))],
])('a dead line is made anew within five seconds when the page %s', async (_, wakes) => {
  const { opened, dies, reads } = await aClockedLine()
  dies()
  wakes()
  await vi.advanceTimersByTimeAsync(5_000)
  expect([opened(), reads()]).toEqual([2, 'Safe places'])
})

test('so it is on a laptop that was shut and opened, of which no browser tells a page', async () => {
  const { opened, dies, reads } = await aClockedLine()
  dies()
  // Asleep no timer runs. After half a minute the stock client would find out as well.
  vi.setSystemTime(Date.now() + 20_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([opened(), reads()]).toEqual([2, 'Safe places'])
})

test('a line over which nothing is heard is made anew, though nobody looks and nobody writes', async () => {
  const { opened, dies, reads } = await aClockedLine()
  dies()
  await vi.advanceTimersByTimeAsync(PATIENCE.silentMs + PATIENCE.answerMs + 2_000)
  expect([opened(), reads()]).toEqual([2, 'Safe places'])
})

test('a line that lives stays, however often the page is looked at, and though nothing is stored', async () => {
  const { opened, doubt } = await aClockedLine()
  for (let times = 0; times < 20; times += 1) {
    window.dispatchEvent(new Event('pageshow'))
    doubt()
    await vi.advanceTimersByTimeAsync(1_700)
  }
  expect(opened()).toBe(1)
})
