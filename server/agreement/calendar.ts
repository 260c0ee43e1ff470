import { calendarFile } from '#server/calendar-file.ts'
import { REVIEW_ALARMS } from '#server/vocabulary/agreement.ts'
import type { Day } from '#server/vocabulary/day.ts'
import type { Agreement, Agreements } from './find.ts'

/** The words of an entry, from the catalogue. */
export interface ReviewWords {
  name: string
  title(agreement: Agreement): string
  notes(agreement: Agreement): string
}

/** What a calendar file is of: the one agreement that is asked for, or all, those too that are over, so that their day is called off. */
export const inCalendar = ({ standing, ended }: Pick<Agreements, 'standing' | 'ended'>, asked: string | null) =>
  [...standing, ...ended].filter(({ id }) => asked === null || id === asked)

/** The days on which agreements are looked at again, as a calendar file. One that is over is called off in it. */
export function reviewCalendar(agreements: readonly Agreement[], stamp: Date, words: ReviewWords): string {
  const entries = agreements.map((agreement) => ({
    uid: agreement.id,
    sequence: agreement.version,
    day: agreement.reviewOn as Day,
    title: words.title(agreement),
    notes: words.notes(agreement),
    alarms: agreement.endedOn === null ? REVIEW_ALARMS : [],
    ...(agreement.endedOn === null ? {} : { called: 'off' as const }),
  }))
  return calendarFile(entries, stamp, { name: words.name, about: 'Agreements' })
}
