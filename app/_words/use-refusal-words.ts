'use client'
import { useTranslations } from 'use-intl/react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import type { Facts } from '#server/refusal.ts'

type Say = (key: string, facts?: Record<string, string | number>) => string

/** Turns what a procedure threw into words for the person; no answer at all is a lost connection. */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations('refusal')
  const refused = useRefusedWords()
  return (error) => {
    const found = refusalOf(error)
    return found ? refused(found) : (t as unknown as Say)('cut_off')
  }
}

/** The words of a refusal that is known by name. */
export function useRefusedWords(): (refused: { code: string; facts: Facts }) => string {
  const say = useTranslations('refusal') as unknown as Say
  return ({ code, facts }) => say(code, facts.field ? { ...facts, field: say(`fields.${facts.field}`) } : facts)
}
