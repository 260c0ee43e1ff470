import { expect, test } from 'vitest'
import { hourIn, momentIn } from './time-zone.ts'

test.each([
  ['2026-07-01T09:45', 'Europe/Berlin', '2026-07-01T07:45:00.000Z'],
  ['2026-01-01T09:45', 'Europe/London', '2026-01-01T09:45:00.000Z'],
  ['2026-07-01T09:45', 'Pacific/Auckland', '2026-06-30T21:45:00.000Z'],
  ['2026-07-01T09:45', 'Asia/Kathmandu', '2026-07-01T04:00:00.000Z'],
  // The morning after the clocks changed in spring and in autumn, and an hour before they do.
  ['2026-03-29T09:00', 'Europe/London', '2026-03-29T08:00:00.000Z'],
  ['2026-10-25T09:00', 'Europe/London', '2026-10-25T09:00:00.000Z'],
  ['2026-03-29T00:30', 'Europe/London', '2026-03-29T00:30:00.000Z'],
  ['2026-10-25T00:30', 'America/New_York', '2026-10-25T04:30:00.000Z'],
  ['2026-03-08T23:00', 'America/New_York', '2026-03-09T03:00:00.000Z'],
])('%s in %s is %s', (hour, zone, moment) => {
  expect(momentIn(hour, zone)?.toISOString()).toBe(moment)
  expect(hourIn(new Date(moment), zone)).toBe(hour)
})

test('every whole hour around the nights when the clocks change is found again', () => {
  const zone = 'Europe/Berlin'
  const wrong: string[] = []
  const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26']
  const hours = days.flatMap((day) =>
    Array.from({ length: 24 }, (_, no) => Date.parse(`${day}T00:00Z`) + no * 3_600_000),
  )
  for (const at of hours) {
    const hour = new Date(at).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T').slice(0, 16)
    // Comes twice, when the clocks are put back.
    if (hour === '2026-10-25T02:00') continue
    if (momentIn(hour, zone)?.getTime() !== at) wrong.push(hour)
  }
  expect(wrong).toEqual([])
})

test('an hour that is skipped in spring is taken for one beside it', () =>
  expect(['00:30', '01:30'].map((hour) => `2026-03-29T${hour}:00.000Z`)).toContain(
    momentIn('2026-03-29T02:30', 'Europe/Berlin')?.toISOString(),
  ))

test.each(['', 'tomorrow', '2026-03-12', '2026-13-40T09:45', '2026-03-12T25:61', '0026-03-12T09:45'])(
  '“%s” is no hour',
  (hour) => expect(momentIn(hour, 'Europe/London')).toBeUndefined(),
)
