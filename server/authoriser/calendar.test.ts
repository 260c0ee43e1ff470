import { expect, test } from 'vitest'
import type { Day } from '#server/vocabulary/day.ts'
import { watchCalendar } from './calendar.ts'
import type { Authoriser, Register } from './find.ts'
import { endings } from './foresee.ts'

const watched = {
  authoriser: { id: 'abc', label: 'Dean; of arts', endsOn: '2026-12-31', version: 3 } as unknown as Authoriser,
  inDays: 90,
  within: 90,
  left: [],
}
const lines = (text: string) => text.split('\r\n')
const words = {
  name: 'A network',
  title: ({ authoriser }: { authoriser: Authoriser }) => `${authoriser.label} may go`,
  notes: () => `Only one person holds this tie.\n${'é'.repeat(100)}`,
}

test('a calendar shows whose backing ends, what hangs on it, and speaks up 180, 90 and 30 days before', () => {
  const file = watchCalendar([watched], new Date('2026-10-02T10:00:00Z'), words)
  expect(lines(file)).toContain('SUMMARY:Dean\\; of arts may go')
  expect(lines(file)).toContain('DTSTART;VALUE=DATE:20261231')
  expect(lines(file)).toContain('DTEND;VALUE=DATE:20270101')
  expect(lines(file).filter((line) => line.startsWith('TRIGGER'))).toEqual([
    'TRIGGER:-P180D',
    'TRIGGER:-P90D',
    'TRIGGER:-P30D',
  ])
  expect(file.replaceAll('\r\n ', '')).toContain(`Only one person holds this tie.\\n${'é'.repeat(100)}`)
})
test('a calendar holds last days a long way off too, so that it can speak up half a year before', () => {
  const authorisers = [
    { id: 'far', endsOn: '2027-12-31' },
    { id: 'near', endsOn: '2026-11-01' },
    { id: 'open', endsOn: null },
  ]
  const ends = endings({ authorisers, things: [] } as unknown as Register, '2026-10-02' as Day)
  expect(ends.map(({ authoriser, inDays }) => [authoriser.id, inDays])).toEqual([
    ['near', 30],
    ['far', 455],
  ])
})
test('no line of it is over 75 bytes', () => {
  for (const line of lines(watchCalendar([watched], new Date(0), words)))
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})
test('with nothing to watch it is an empty calendar', () =>
  expect(lines(watchCalendar([], new Date(0), words))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tricorner//Who backs us//EN',
    'X-WR-CALNAME:A network',
    'END:VCALENDAR',
    '',
  ]))
