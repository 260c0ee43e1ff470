import { type RefusalCode, refuse } from './refusal.ts'
import { type Day, readDay } from './vocabulary/day.ts'
import { type ReadText, readName, readText } from './vocabulary/text.ts'

/**
 * Reads what was typed into one field of a form; what can't be taken is refused with the field named. The fields' words
 * stand in the catalogue under `refusal.fields`.
 */
const taken = (field: string, read: ReadText): string => {
  if (read.is === 'fine') return read.text
  if (read.is === 'empty') throw refuse('field.needed', { field })
  if (read.is === 'too-long') throw refuse('field.too_long', { field, length: read.length, limit: read.limit })
  throw refuse('field.not_storable', { field })
}

/** A text of several lines that has to be there. */
export const fieldText = (field: string, raw: string, limit: number): string => taken(field, readText(raw, limit))

/** A name of one line that has to be there. */
export const fieldName = (field: string, raw: string, limit: number): string => taken(field, readName(raw, limit))

/** The same where nothing is fine too: answers ''. */
export const fieldTextOrNone = (field: string, raw: string, limit: number): string =>
  raw.trim() === '' ? '' : taken(field, readText(raw, limit))
export const fieldNameOrNone = (field: string, raw: string, limit: number): string => {
  const read = readName(raw, limit)
  return read.is === 'empty' ? '' : taken(field, read)
}

/** A day of the calendar that has to be there. */
export function fieldDay(field: string, raw: string): Day {
  if (raw.trim() === '') throw refuse('field.needed', { field })
  const day = readDay(raw.trim())
  if (!day) throw refuse('field.not_a_day', { field })
  return day
}
export const fieldDayOrNone = (field: string, raw: string | null): Day | null =>
  raw === null || raw.trim() === '' ? null : fieldDay(field, raw)

/** A day that has come already. */
export function fieldDayUntil(field: string, raw: string, today: Day): Day {
  const day = fieldDay(field, raw)
  if (day > today) throw refuse('field.in_future', { field })
  return day
}

/** What was chosen from a list, when something has to be. */
export function fieldChosen<T>(field: string, chosen: T | null | undefined, code: RefusalCode = 'field.needed'): T {
  if (chosen === null || chosen === undefined) throw refuse(code, { field })
  return chosen
}
