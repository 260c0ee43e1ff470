'use client'
import { useTranslations } from 'use-intl/react'
import type { PlannedStep, StepNow } from '#server/plan/find.ts'

type Named = Pick<StepNow, 'kind' | 'title'>
type Told = Pick<StepNow, 'script' | 'instruction'>

/** What a step is called and what people do at it: the convenor's own words, or else the script's. */
export function useStepWords() {
  const step = useTranslations('step')
  const script = useTranslations('steps.do')
  return {
    title: ({ kind, title }: Named) => title || step(kind),
    whatToDo: (one: Told) => one.instruction || script(one.script),
  }
}

/** What only the convenor reads: what to say, what to watch, and what to do when stuck. */
export function useScriptWords() {
  const words = useTranslations('runSheet.words')
  return {
    say: (one: PlannedStep) => one.say || words(`${one.script}.say`),
    watch: (one: PlannedStep) => one.watch || words(`${one.script}.watch`),
    stuck: (one: PlannedStep) => one.stuck || words(`${one.script}.stuck`),
  }
}
