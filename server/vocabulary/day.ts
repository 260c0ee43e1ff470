/** A calendar day as ISO 8601 writes it: 2026-03-12. Days compare as texts. */
export type Day = string & { readonly __day: true }

const DAY_MS = 86_400_000
const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/**
 * The day that a date field holds; undefined for anything that is no day of the calendar between 1900 and 2199.
 * @example readDay('2026-02-28') // '2026-02-28'
 * @example readDay('2026-02-30') // undefined
 */
export function readDay(text: string): Day | undefined {
  if (!SHAPE.test(text) || text < '1900-01-01' || text > '2199-12-31') return undefined
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? (text as Day) : undefined
}

/**
 * The moment that an address or a request names; undefined for what is none between 1900 and 2199, which no clock of ours ever
 * showed and not every database can keep.
 * @example readMoment('2026-02-28T10:00:00.000Z')?.toISOString() // '2026-02-28T10:00:00.000Z'
 * @example readMoment('+275760-01-01T00:00:00Z') // undefined
 */
export function readMoment(text: string): Date | undefined {
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && readDay(at.toISOString().slice(0, 10)) ? at : undefined
}

// Made once for each time zone: making one takes longer than a hundred uses of it.
const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const made = formats.get(zone)
  if (made) return made
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: zone })
  formats.set(zone, format)
  return format
}

/**
 * The day it is at a moment, in a time zone.
 * @example dayAt(new Date('2026-06-30T23:30:00Z'), 'Europe/London') // '2026-07-01'
 */
export const dayAt = (moment: Date, zone: string): Day => formatOf(zone).format(moment) as Day

/**
 * The moment at which a day begins in a time zone.
 * @example dayBegins('2026-06-30', 'Europe/London').toISOString() // '2026-06-29T23:00:00.000Z'
 */
export function dayBegins(day: Day, zone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`)
  // No clock of any place is that far from UTC; the first millisecond that is this day lies between.
  let [before, from] = [utc - DAY_MS, utc + DAY_MS]
  while (from - before > 1) {
    const between = Math.floor((before + from) / 2)
    if (dayAt(new Date(between), zone) < day) before = between
    else from = between
  }
  return new Date(from)
}

/** @example daysAfter('2026-12-31', 1) // '2027-01-01' */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as Day

/** How many days lie between two days; negative when the second is earlier. @example daysBetween('2026-01-01', '2026-01-31') // 30 */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
