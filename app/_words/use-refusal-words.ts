'use client'
import { useTranslations } from 'use-intl/react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'

/** Turns what a procedure threw into words for the person; no answer at all is a lost connection. */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations('refusal')
  const say = t as unknown as (key: string, facts?: Record<string, string | number>) => string
  return (error) => {
    const refused = refusalOf(error)
    if (!refused) return say('cut_off')
    const { field } = refused.facts
    return say(refused.code, field ? { ...refused.facts, field: say(`fields.${field}`) } : refused.facts)
  }
}
