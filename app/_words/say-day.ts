import { locale } from './locale.ts'

/** A calendar day in words. @example sayDay('2026-03-12') // '12 March 2026' */
export const sayDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale(), {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })

/** The day of a moment in words, by the calendar of a place. @example sayDayOf('2026-06-30T23:30:00Z', 'Europe/London') // '1 July 2026' */
export const sayDayOf = (moment: string, timeZone: string): string =>
  new Date(moment).toLocaleDateString(locale(), { ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone } })

/** The same with its day of the week. @example sayLongDayOf('2026-06-30T23:30:00Z', 'Europe/London') // 'Wednesday, 1 July 2026' */
export const sayLongDayOf = (moment: string, timeZone: string): string =>
  new Date(moment).toLocaleDateString(locale(), {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone },
  })

/** Several things in a row, as a sentence names them. @example sayList(['a', 'b', 'c']) // 'a, b and c' */
export const sayList = (things: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(things)

/** A moment in words, to the minute, as the clocks of a place show it. */
export const sayMoment = (moment: string, timeZone: string): string =>
  new Date(moment).toLocaleString(locale(), {
    ...{
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    },
  })

/** The time of day at a moment, as the clocks of a place show it. @example sayTime('2026-03-12T14:05:00Z', 'Europe/London') // '14:05' */
export const sayTime = (moment: string, timeZone: string): string =>
  new Date(moment).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', timeZone })
