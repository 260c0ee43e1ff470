import type { Facts, RefusalCode } from '#server/refusal.ts'
import { locale } from './locale.ts'
import { words } from './words.ts'

const asWords = (facts: Facts) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      name === 'date'
        ? new Date(value).toLocaleDateString(locale(), {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            year: 'numeric',
            timeZone: 'Europe/London',
          })
        : value,
    ]),
  )

/** A refusal in words, for pages that the server renders. */
export function refusalWords(code: RefusalCode, facts: Facts = {}): string {
  const t = words('refusal') as unknown as (key: string, values: Record<string, string | number>) => string
  return t(code, asWords(facts))
}
