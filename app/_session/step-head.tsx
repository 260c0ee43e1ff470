'use client'
import { useTranslations } from 'use-intl/react'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { walkOf } from '#app/_plan/walk.ts'
import type { SessionNow } from '#server/session/now.ts'

/** What the step is called and what to do at it. */
export function StepHead({ now }: { now: SessionNow }) {
  const words = useStepWords()
  const { at } = walkOf(now)
  if (!at) return null
  return (
    <div>
      <h1>{words.title(at)}</h1>
      <p>{words.whatToDo(at)}</p>
    </div>
  )
}

/**
 * What to do, over a step that says so itself: only where the convenor wrote words of their own, or where the step is not
 * asked as it mostly is.
 */
export function OwnInstruction({ now }: { now: SessionNow }) {
  const words = useStepWords()
  const { at } = walkOf(now)
  return at && (at.instruction || at.script !== at.kind) ? <p className="banner">{words.whatToDo(at)}</p> : null
}

/** A break that the convenor called: over everything, and nothing is taken away. */
export function Paused({ now }: { now: SessionNow }) {
  const t = useTranslations('steps')
  return <div role="status">{now.pausedAt && !now.closed && <p className="banner told">{t('paused')}</p>}</div>
}
