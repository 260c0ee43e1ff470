import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, dayAt, dayBegins, daysAfter, daysBetween, readDay, readMoment } from './day.ts'

test.each(['', '2026-02-30', '2026-13-01', '12/03/2026', '0000-00-00', '2026-3-1', '2026-03-01T00:00', '9999-01-01'])(
  '“%s” is no day',
  (text) => expect(readDay(text)).toBeUndefined(),
)
test('a day is a day, also in a leap year', () => {
  expect(readDay('2028-02-29')).toBe('2028-02-29')
  expect(readDay('2027-02-29')).toBeUndefined()
})
test('the day is that of the place, also in summer', () => {
  expect(dayAt(new Date('2026-06-30T23:30:00Z'), 'Europe/London')).toBe('2026-07-01')
  expect(dayAt(new Date('2026-12-31T23:30:00Z'), 'Europe/London')).toBe('2026-12-31')
  expect(dayAt(new Date('2026-12-31T11:30:00Z'), 'Pacific/Auckland')).toBe('2027-01-01')
  expect(dayAt(new Date('2027-01-01T05:30:00Z'), 'America/Bogota')).toBe('2027-01-01')
  expect(dayAt(new Date('2027-01-01T04:30:00Z'), 'America/Bogota')).toBe('2026-12-31')
})
test.each(['', 'x', '+275760-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', 'Infinity'])(
  '“%s” is no moment of ours',
  (text) => expect(readMoment(text)).toBeUndefined(),
)
test('days go on and are counted over every change of clocks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -9_000, max: 9_000 }), (start, days) => {
      const from = daysAfter('1950-01-01' as Day, start)
      expect(daysBetween(from, daysAfter(from, days))).toBe(days)
      expect(readDay(from)).toBe(from)
    }),
    { seed: 3 },
  )
})

test.each([
  'Europe/London',
  'Pacific/Auckland',
  'America/Bogota',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Pacific/Apia',
])('a day begins in %s at its first millisecond, also where clocks leap over midnight', (zone) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 15_000 }), (days) => {
      const day = daysAfter('1990-01-01' as Day, days)
      const begins = dayBegins(day, zone)
      expect(dayAt(new Date(begins.getTime() - 1), zone) < day).toBe(true)
      expect(dayAt(begins, zone) >= day).toBe(true)
    }),
    { seed: 5, numRuns: 60 },
  )
})
