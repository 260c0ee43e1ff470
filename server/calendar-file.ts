import { type Day, daysAfter } from './vocabulary/day.ts'

/** A whole day, or from one moment until another. */
export type CalendarTime = { day: Day } | { from: Date; until: Date }

/** One thing in somebody's calendar. A higher `sequence` under the same `uid` takes the place of a lower one. */
export type CalendarEntry = CalendarTime & {
  uid: string
  sequence: number
  title: string
  notes: string
  /** How many days before it speaks up. */
  alarms: readonly number[]
  called?: 'off'
}

// Signs that no calendar may hold besides the end of a line.
const CONTROLS = /(?!\n)\p{Cc}/gu
const escaped = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')
const compact = (day: string) => day.replaceAll('-', '')
const utc = (moment: Date) => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
const span = (time: CalendarTime): readonly string[] =>
  'day' in time
    ? [`DTSTART;VALUE=DATE:${compact(time.day)}`, `DTEND;VALUE=DATE:${compact(daysAfter(time.day, 1))}`]
    : [`DTSTART:${utc(time.from)}`, `DTEND:${utc(time.until)}`]

/** A line of at most 75 bytes, going on in lines that begin with a space, and never cut inside a letter (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const letter of line) {
    if (Buffer.byteLength(part + letter) > 74) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part].join('\r\n ')
}

/** A calendar file (RFC 5545), made at `stamp`. `about` says in English what its entries are about. */
export function calendarFile(
  entries: readonly CalendarEntry[],
  stamp: Date,
  { name, about }: { name: string; about: string },
): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Tricorner//${about}//EN`, `X-WR-CALNAME:${escaped(name)}`]
  const lines = entries.flatMap(({ uid, sequence, title, notes, alarms, called, ...time }) => [
    'BEGIN:VEVENT',
    `UID:${uid}@tricorner`,
    `DTSTAMP:${utc(stamp)}`,
    `SEQUENCE:${sequence}`,
    ...span(time),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(notes)}`,
    ...(called === 'off' ? ['STATUS:CANCELLED'] : []),
    ...alarms.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      'DESCRIPTION:Tricorner',
      'END:VALARM',
    ]),
    'END:VEVENT',
  ])
  return `${[...head, ...lines, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`
}
