import { expect, test } from 'vitest'
import { Tally } from './tally.ts'

/** A tally of at most 1,600 beside what is really there, and how often that was counted. */
function aTally(there: number, atFirst?: number) {
  const real = { there, counts: 0 }
  const exactly = () => {
    real.counts += 1
    return real.there
  }
  return { real, tally: new Tally(1_600, exactly, atFirst) }
}

test('who is near the end, and asks again and again, makes nobody count', () => {
  const { real, tally } = aTally(1_590)
  for (let i = 0; i < 1_000; i += 1) expect([tally.hasRoom(10), tally.hasRoom(11)]).toEqual([true, false])
  expect(real.counts).toBe(1)
})

test('nor who adds what comes to nothing: it is counted once for a sixteenth of all that may be there', () => {
  const { real, tally } = aTally(1_590)
  for (let i = 0; i < 1_000; i += 1) if (tally.hasRoom(5)) tally.add(5)
  expect(real.counts).toBe(1)
  const roomy = aTally(1_400)
  for (let i = 0; i < 1_000; i += 1) if (roomy.tally.hasRoom(5)) roomy.tally.add(5)
  expect(roomy.real.counts).toBeGreaterThan(10)
  expect(roomy.real.counts).toBeLessThanOrEqual(1 + 5_000 / 100)
})

test('what is known to be too much at first is counted before anybody is turned away over it', () => {
  const { real, tally } = aTally(300, 9_000)
  expect([tally.hasRoom(1_300), tally.hasRoom(1_301), real.counts]).toEqual([true, false, 1])
})
