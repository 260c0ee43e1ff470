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
