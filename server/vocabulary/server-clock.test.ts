import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aheadBy, announced, hearClock, secondsLeft } from './server-clock.ts'

describe('the server’s clock', () => {
  test('is known to within the quickest telling, however wrong the screen’s own is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 30 }),
        (skew, delays) => {
          const heard = delays.reduce<readonly number[]>(
            (had, delay, i) => hearClock(had, i * 1_000, i * 1_000 + delay - skew),
            [],
          )
          expect(skew - aheadBy(heard)).toBe(Math.min(...delays.slice(-6)))
        },
      ),
      { seed: 11 },
    )
  })
  test('is believed at once when it was set back', () =>
    expect(aheadBy(hearClock([-100, -50, -80], -3_600_000, 0))).toBe(-3_600_000))
  test('is the screen’s own before anything was heard', () => expect(aheadBy([])).toBe(0))
  test('leaves whole seconds, and none when the time is up', () => {
    expect([secondsLeft(10_000, 0), secondsLeft(10_000, 9_001), secondsLeft(10_000, 20_000)]).toEqual([10, 1, 0])
  })
})

describe('a timer', () => {
  const saidOver = (whole: number, step = 1) => {
    const said: string[] = []
    for (let left = whole; left > 0; left -= step) {
      const what = announced(whole, left, Math.max(0, left - step))
      if (what) said.push(what)
    }
    return said
  }
  test('says half, one minute and the end, each once', () =>
    expect(saidOver(600)).toEqual(['half', 'one-minute', 'over']))
  test('of two minutes has its half at one minute, which is said once', () =>
    expect(saidOver(120)).toEqual(['one-minute', 'over']))
  test('of a minute says the end alone', () => expect(saidOver(60)).toEqual(['over']))
  test('that was slept through says only where it is now', () => expect(saidOver(600, 600)).toEqual(['over']))
})
