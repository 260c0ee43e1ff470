import { type Day, daysAfter } from './vocabulary/day.ts'

/** One whole day in somebody's calendar. A higher `sequence` under the same `uid` takes the place of a lower one. */
export interface CalendarEntry {
  uid: string
  sequence: number
  day: Day
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

/** Whole days as a calendar file (RFC 5545), made at `stamp`. `about` says in English what the days are about. */
export function calendarFile(
  entries: readonly CalendarEntry[],
  stamp: Date,
  { name, about }: { name: string; about: string },
): string {
  const at = `${stamp.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Tricorner//${about}//EN`, `X-WR-CALNAME:${escaped(name)}`]
  const lines = entries.flatMap(({ uid, sequence, day, title, notes, alarms, called }) => [
    'BEGIN:VEVENT',
    `UID:${uid}@tricorner`,
    `DTSTAMP:${at}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(daysAfter(day, 1))}`,
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
