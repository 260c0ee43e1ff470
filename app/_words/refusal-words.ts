import type { Facts, RefusalCode } from '#server/refusal.ts'
import { locale } from './locale.ts'
import { words } from './words.ts'

const LONG = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const HOUR = { hour: '2-digit', minute: '2-digit' } as const

/** A moment among the facts becomes a day and a time of the day, in the time zone that stands beside it. */
function asWords({ date, zone = 'Europe/London', ...facts }: Facts): Facts {
  if (date === undefined) return facts
  const [moment, timeZone] = [new Date(date), String(zone)]
  return {
    ...facts,
    date: moment.toLocaleDateString(locale(), { ...LONG, timeZone }),
    time: moment.toLocaleTimeString(locale(), { ...HOUR, timeZone }),
  }
}

/** A refusal in words, for pages that the server renders. */
export function refusalWords(code: RefusalCode, facts: Facts = {}): string {
  const t = words('refusal') as unknown as (key: string, values: Record<string, string | number>) => string
  return t(code, asWords(facts))
}
