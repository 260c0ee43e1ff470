import { calendarFile } from '#server/calendar-file.ts'
import { WATCH_DAYS } from '#server/vocabulary/backing.ts'
import type { Day } from '#server/vocabulary/day.ts'
import type { Ending } from './foresee.ts'

/** The words of an entry, from the catalogue. */
export interface CalendarWords {
  name: string
  title(watched: Ending): string
  notes(watched: Ending): string
}

/**
 * Whose backing may end as a calendar file: a whole-day entry on each last day, with what hangs on it and what is to be done, and an
 * alarm 180, 90 and 30 days before.
 */
export function watchCalendar(endings: readonly Ending[], stamp: Date, words: CalendarWords): string {
  const entries = endings.map((watched) => ({
    uid: watched.authoriser.id,
    sequence: watched.authoriser.version,
    day: watched.authoriser.endsOn as Day,
    title: words.title(watched),
    notes: words.notes(watched),
    alarms: WATCH_DAYS,
  }))
  return calendarFile(entries, stamp, { name: words.name, about: 'Who backs us' })
}
