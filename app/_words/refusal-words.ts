import { createTranslator } from 'use-intl/core'
import type { Facts, RefusalCode } from '#server/refusal.ts'
import { LOCALE, type Messages, pick } from './words.ts'

const asWords = (facts: Facts) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      name === 'date'
        ? new Date(value).toLocaleDateString(LOCALE, {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            year: 'numeric',
          })
        : value,
    ]),
  )

/** A refusal in words, for pages that the server renders. */
export function refusalWords(code: RefusalCode, facts: Facts = {}): string {
  const t = createTranslator<Messages>({ locale: LOCALE, messages: pick('refusal') })
  return (t as (key: string, values: Record<string, string | number>) => string)(`refusal.${code}`, asWords(facts))
}
