import { expect, test } from 'vitest'
import { handBars, judge, killBars, lineBars, type Medians, severalBars } from '../bench/live/bars.ts'

const beside = (ours: number, stock?: number, hocuspocus?: number) => ({
  'tricorner on PostgreSQL': ours,
  ...(stock === undefined ? {} : { 'y-websocket': stock }),
  ...(hocuspocus === undefined ? {} : { hocuspocus }),
})
const unmet = (medians: Medians) =>
  lineBars(medians)
    .filter(({ isMet }) => !isMet)
    .map(({ figure }) => figure)

test('what is measured beside peers is judged by them, and left out where they weren’t there', () => {
  const figure = '200 people: seenP95'
  expect(unmet({ [figure]: beside(9, 40, 5) })).toEqual([])
  expect(unmet({ [figure]: beside(16, 40, 5) })).toEqual([figure])
  expect(unmet({ [figure]: beside(16, 30, 8) })).toEqual([figure])
  expect(lineBars({ [figure]: beside(16) })).toEqual([])
  expect(unmet({ '50 people: seenP95': beside(14, 6, 3) })).toEqual(['50 people: seenP95'])
  const fanOut = 'fan-out to 200: deliveriesPerSecond'
  expect([unmet({ [fanOut]: beside(10, 1, 9) }), unmet({ [fanOut]: beside(8, 1, 9) })]).toEqual([[], [fanOut]])
})

test('figures of our own have bars of their own', () => {
  const cpu = '200 people: cpuPerDeliveryMicroseconds'
  expect([unmet({ [cpu]: beside(11.2, 15, 14.7) }), unmet({ [cpu]: beside(11.2) })]).toEqual([[], [cpu]])
  const all = { '500 people: deliveredPercent': beside(99.9), '500 people: seenP95': beside(61) }
  expect(unmet(all)).toEqual(Object.keys(all))
  expect(unmet({ 'kill -9: lostSeen': beside(0), 'kill -9: backMs': beside(5_001) })).toEqual(['kill -9: backMs'])
})

test('one bar that is not met ends a bench with 1, and says which', () => {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  expect(judge(killBars({ backMs: 4_000, savedMs: 10_500, lost: 0, toldTooEarly: 0 }), say)).toBe(1)
  expect(said.filter((line) => line.startsWith('NOT MET'))).toEqual([
    'NOT MET  saved after the database is back, the longest: 10500 (at most 10000 ms)',
  ])
  expect(judge(killBars({ backMs: 4_000, lost: 0, toldTooEarly: 0 }), say)).toBe(0)
  expect(judge(killBars({ lost: 1, toldTooEarly: 0 }), say)).toBe(1)
  expect(judge(severalBars({ hopP95: 10.1, different: 0, refused: 0, cutOff: 0 }), say)).toBe(1)
  expect(judge(handBars({ people: 60, cards: 300, inpMs: 151, layoutShift: 0 }), say)).toBe(1)
  expect(judge(handBars({ people: 6, cards: 30, inpMs: 900, layoutShift: 1 }), say)).toBe(0)
  expect(judge(handBars({ people: 6, cards: 30, layoutShift: 0 }), say)).toBe(1)
})
