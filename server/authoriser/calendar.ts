import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import type { Foresight } from './foresee.ts'

/** The words of an entry, from the catalogue. */
export interface CalendarWords {
  name: string
  title(watched: Foresight['watch'][number]): string
  notes(watched: Foresight['watch'][number]): string
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
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

/**
 * The change watch as a calendar file: a whole-day entry on each last day, with what hangs on it and what is to be done, and an
 * alarm 180, 90 and 30 days before.
 */
export function watchCalendar(watch: Foresight['watch'], stamp: Date, words: CalendarWords): string {
  const at = `${stamp.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const alarms = [180, 90, 30].flatMap((days) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-P${days}D`,
    'DESCRIPTION:Tricorner',
    'END:VALARM',
  ])
  const entries = watch.flatMap((watched) => {
    const day = watched.authoriser.endsOn as Day
    return [
      'BEGIN:VEVENT',
      `UID:${watched.authoriser.id}@tricorner`,
      `DTSTAMP:${at}`,
      `SEQUENCE:${watched.authoriser.version}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(daysAfter(day, 1))}`,
      `SUMMARY:${escaped(words.title(watched))}`,
      `DESCRIPTION:${escaped(words.notes(watched))}`,
      ...alarms,
      'END:VEVENT',
    ]
  })
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tricorner//Who backs us//EN',
    `X-WR-CALNAME:${escaped(words.name)}`,
  ]
  return `${[...head, ...entries, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`
}
