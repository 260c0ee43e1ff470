import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'
import type { Day } from './vocabulary/day.ts'

const STAMP = new Date('2026-10-02T10:00:00Z')
const entry = (more: Partial<Omit<CalendarEntry, 'day'>> = {}): CalendarEntry => ({
  ...{ uid: 'abc', sequence: 2, day: '2026-12-31' as Day, title: 'Look again', notes: 'One\nTwo', alarms: [14, 1] },
  ...more,
})
const SPAN = { from: new Date('2026-03-12T09:45:00Z'), until: new Date('2026-03-12T11:15:00Z') }
const made = (...entries: CalendarEntry[]) => calendarFile(entries, STAMP, { name: 'A network', about: 'Agreements' })

type Line = readonly [name: string, parameters: string, value: string]
/** Reads a file as RFC 5545 says: lines unfolded (3.1), each a name, parameters and a value, blocks closed in order. */
function read(file: string): Line[] {
  expect(file.endsWith('\r\n')).toBe(true)
  const raw = file.slice(0, -2).split('\r\n')
  for (const line of raw) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line).not.toMatch(/(?!\t)\p{Cc}/u)
  }
  const lines = raw
    .join('\r\n')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
  const open: string[] = []
  const said = lines.map((line): Line => {
    const [, name = '', parameters = '', value = ''] =
      /^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:]+)*):(.*)$/s.exec(line) ?? []
    expect(name, line).not.toBe('')
    if (name === 'BEGIN') open.push(value)
    if (name === 'END') expect(open.pop()).toBe(value)
    return [name, parameters, value]
  })
  expect(open).toEqual([])
  return said
}
const plain = (value: string) => value.replace(/\\([\\;,nN])/g, (_all, sign) => (/n/i.test(sign) ? '\n' : sign))
const values = (lines: readonly Line[], name: string) =>
  lines.filter(([one]) => one === name).map(([, , value]) => value)

test('a day is a whole day, with what stands in the way of older readers told once', () => {
  const lines = read(made(entry()))
  expect(lines.slice(0, 3)).toEqual([
    ['BEGIN', '', 'VCALENDAR'],
    ['VERSION', '', '2.0'],
    ['PRODID', '', '-//Tricorner//Agreements//EN'],
  ])
  expect(lines).toContainEqual(['DTSTART', ';VALUE=DATE', '20261231'])
  expect(lines).toContainEqual(['DTEND', ';VALUE=DATE', '20270101'])
  expect(values(lines, 'DTSTAMP')).toEqual(['20261002T100000Z'])
  expect(values(lines, 'UID')).toEqual(['abc@tricorner'])
  expect(values(lines, 'SEQUENCE')).toEqual(['2'])
  expect(values(lines, 'TRIGGER')).toEqual(['-P14D', '-P1D'])
  expect(values(lines, 'STATUS')).toEqual([])
})
test('a span says from when until when, by the time of Greenwich', () => {
  const { uid, sequence, title, notes, alarms } = entry()
  const lines = read(made({ uid, sequence, title, notes, alarms, ...SPAN }))
  expect(lines).toContainEqual(['DTSTART', '', '20260312T094500Z'])
  expect(lines).toContainEqual(['DTEND', '', '20260312T111500Z'])
})
test('a day that was called off says so', () =>
  expect(values(read(made(entry({ called: 'off', alarms: [] }))), 'STATUS')).toEqual(['CANCELLED']))
test('whatever people write, the file stays one that calendars read, and says what they wrote', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constant('BEGIN:VEVENT\r\nx;y,z\\n'),
  )
  const kept = (words: string) => words.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ')
  fc.assert(
    fc.property(text, text, (title, notes) => {
      const lines = read(made(entry({ title, notes })))
      expect(values(lines, 'SUMMARY').map(plain)).toEqual([kept(title)])
      expect(plain(values(lines, 'DESCRIPTION')[0] as string)).toBe(kept(notes))
      expect(values(lines, 'BEGIN')).toEqual(['VCALENDAR', 'VEVENT', 'VALARM', 'VALARM'])
    }),
    { seed: 5545, numRuns: 200 },
  )
})
