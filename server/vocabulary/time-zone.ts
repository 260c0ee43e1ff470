/** Where a network counts its days unless it said otherwise. */
export const FIRST_ZONE = 'Europe/London'

/**
 * Whether this names a time zone that calendars know, by its place.
 * @example isTimeZone('Europe/Berlin') // true
 * @example isTimeZone('+25:00') // false
 */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Z][A-Za-z0-9+_-]*(\/[A-Za-z0-9+_-]+)*$/.test(text) || text.length > 60) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const HOUR_SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
/** What the clocks of a place show at a moment, read as if they showed the time of Greenwich. */
const shownMs = (atMs: number, zone: string): number =>
  Date.parse(`${new Date(atMs).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')}Z`)

/** The day and hour that the clocks of a place show at a moment, as a form field has them. @example hourIn(new Date(0), 'Asia/Tokyo') // '1970-01-01T09:00' */
export const hourIn = (at: Date, zone: string): string =>
  new Date(shownMs(at.getTime(), zone)).toISOString().slice(0, 16)

/**
 * The moment at which the clocks of a place show a day and hour, as a form field writes them; undefined for what is none. An hour
 * that is skipped in spring is taken for one of the two hours beside it, and of one that comes twice in autumn either counts.
 * @example momentIn('2026-07-01T09:45', 'Europe/Berlin')?.toISOString() // '2026-07-01T07:45:00.000Z'
 * @example momentIn('tomorrow', 'Europe/Berlin') // undefined
 */
export function momentIn(hour: string, zone: string): Date | undefined {
  const wantedMs = HOUR_SHAPE.test(hour) ? Date.parse(`${hour}:00Z`) : Number.NaN
  if (Number.isNaN(wantedMs)) return undefined
  // The second time because the first may have crossed the night when the clocks change.
  const nearMs = 2 * wantedMs - shownMs(wantedMs, zone)
  const moment = new Date(nearMs + wantedMs - shownMs(nearMs, zone))
  // Of the first thousand years, which stand for a year typed in two digits, clocks are not read.
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
