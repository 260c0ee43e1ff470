'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useScriptWords, useStepWords } from '#app/_plan/use-step-words.ts'
import { walkOf } from '#app/_plan/walk.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { AskOnce } from './ask-once.tsx'
import { AtStep } from './at-step.tsx'
import { Clock } from './clock.tsx'
import { FoldsOnPhone } from './folds-on-phone.tsx'
import { HowFar } from './how-far.tsx'
import { TimerControl } from './timer-control.tsx'
import { useRunSheet } from './use-run-sheet.ts'

/** Where the room is, what to say now, and the one button that takes everybody on. */
export function StepControl({ now, networkId, children }: { now: SessionNow; networkId: string; children: ReactNode }) {
  const t = useTranslations('convene')
  const plan = useTranslations('plan')
  const words = useStepWords()
  const script = useScriptWords()
  const sheet = useRunSheet(now)
  const { at, next, previous } = walkOf(now)
  const { wrong, go, asking, ask, question, busy } = useMove(now)
  if (!at) return null
  const step = sheet?.steps.find(({ id }) => id === at.id) ?? { ...at, say: '', watch: '', stuck: '' }
  return (
    <section className="panel" aria-labelledby="now">
      <h2 id="now">{t('now', { step: words.title(at) })}</h2>
      <FoldsOnPhone label={t('script')}>
        <p>
          <strong>{t('say')}:</strong> “{script.say(step)}”
        </p>
        <p className="small">
          <strong>{plan('watchWord')}:</strong> {script.watch(step)}
        </p>
        <details className="small">
          <summary>{plan('stuckWord')}</summary>
          <p>{script.stuck(step)}</p>
        </details>
        <p className="muted small">{plan('about', { minutes: at.minutes })}</p>
        {sheet && <Clock now={now} sheet={sheet} />}
      </FoldsOnPhone>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {asking && question && (
        <AskOnce question={question} yes={words.title(asking)} onYes={() => go(asking)} onNo={() => ask(undefined)} />
      )}
      <div className="row">
        {previous && (
          <button
            type="button"
            className="button"
            onClick={() => ask(previous)}
            aria-disabled={busy}
            title={t('backLead')}
          >
            ‹ {t('backTo', { step: words.title(previous) })}
          </button>
        )}
        {next && (
          <button type="button" className="button first" onClick={() => ask(next)} aria-disabled={busy}>
            {t('next', { step: words.title(next) })} ›
          </button>
        )}
      </div>
      <TimerControl now={now} minutes={at.minutes} />
      <HowFar now={now} at={at} />
      {children}
      <AtStep now={now} at={at} networkId={networkId} />
    </section>
  )
}

/** Taking the room to a step: what can't be taken back is asked once more, in words that say so. */
export function useMove(now: SessionNow) {
  const t = useTranslations('convene')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [wrong, setWrong] = useState('')
  const [asking, setAsking] = useState<StepNow | undefined>()
  const sessionId = now.sessionId as SessionId
  const again = () => cache.invalidateQueries({ queryKey: trpc.session.now.queryKey({ sessionId }) })
  const move = useMutation(
    trpc.session.moveToStep.mutationOptions({ onSuccess: again, onError: (error) => setWrong(say(error)) }),
  )
  const left = now.progress.of - now.progress.finished
  const questionOf = (to: StepNow | undefined) => {
    if (to?.kind === 'show-answers' && now.shownRound < now.round)
      return left > 0 ? t('confirmShow', { left }) : t('confirmShowAll')
    return to?.kind === 'show-views' && !now.viewsShown ? t('confirmShowViews') : undefined
  }
  function go(to: StepNow) {
    if (move.isPending) return
    setWrong('')
    setAsking(undefined)
    move.mutate({ sessionId, to: to.id, stepNo: now.stepNo })
  }
  return {
    ...{ wrong, go, asking, question: questionOf(asking), busy: move.isPending },
    ask: (to: StepNow | undefined) => (to && !questionOf(to) ? go(to) : setAsking(to)),
  }
}
