'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { walkOf } from '#app/_plan/walk.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId, StepId } from '#server/vocabulary/ids.ts'
import { AskOnce } from './ask-once.tsx'
import { ChangeStep, InsertStep } from './plan-forms.tsx'
import { SaveTemplate } from './save-template.tsx'
import { useMove } from './step-control.tsx'
import { useRunSheet } from './use-run-sheet.ts'

/** All steps of the workshop: go to any, leave one out, change its words, put another in, and keep them for other workshops. */
export function PlanList({ now }: { now: SessionNow }) {
  const t = useTranslations('plan')
  const sheet = useTranslations('runSheet')
  const words = useStepWords()
  const steps = useRunSheet(now)?.steps
  const { at } = walkOf(now)
  const { wrong, go, asking, ask, question, busy } = useMove(now)
  const [open, setOpen] = useState<{ is: 'changing' | 'adding'; id: StepId }>()
  const leave = useLeaveOut(now)
  const close = () => setOpen(undefined)
  return (
    <details className="panel">
      <summary>{t('title')}</summary>
      <p>
        <a className="button small" href={`/convene/${now.sessionId}/run-sheet`}>
          {sheet('title')}
        </a>
      </p>
      {(wrong || leave.wrong) && (
        <p className="wrong" role="alert">
          {wrong || leave.wrong}
        </p>
      )}
      <ol className="plan">
        {now.plan.map((step) => {
          const title = words.title(step)
          const isHere = step.id === at?.id
          const isOut = step.state === 'left-out'
          const whole = steps?.find(({ id }) => id === step.id)
          return (
            <li key={step.id} aria-current={isHere ? 'step' : undefined}>
              <p className="row apart">
                <span>
                  <strong>{title}</strong>{' '}
                  <span className="muted small">
                    {t('about', { minutes: step.minutes })}
                    {isHere && ` · ${t('here')}`}
                    {isOut && ` · ${t('leftOut')}`}
                  </span>
                </span>
                <span className="row">
                  {!isHere && (
                    <button
                      type="button"
                      className="button small"
                      aria-disabled={busy}
                      onClick={() => ask(step)}
                      aria-label={t('goTo', { step: title })}
                    >
                      {t('go')}
                    </button>
                  )}
                  {!isHere && step.kind !== 'join' && step.kind !== 'finish' && (
                    <button
                      type="button"
                      className="button small"
                      onClick={() => leave.press(step.id, isOut ? 'planned' : 'left-out')}
                      aria-label={t(isOut ? 'putBack' : 'leaveOut', { step: title })}
                    >
                      {t(isOut ? 'back' : 'out')}
                    </button>
                  )}
                  <button
                    type="button"
                    className="button small"
                    onClick={() => setOpen({ is: 'changing', id: step.id })}
                    aria-label={t('change', { step: title })}
                  >
                    {t('changeIt')}
                  </button>
                  {step.kind !== 'finish' && (
                    <button
                      type="button"
                      className="button small"
                      onClick={() => setOpen({ is: 'adding', id: step.id })}
                      aria-label={t('insertAfter', { step: title })}
                    >
                      {t('insert')}
                    </button>
                  )}
                </span>
              </p>
              {asking?.id === step.id && question && (
                <AskOnce question={question} yes={title} onYes={() => go(asking)} onNo={() => ask(undefined)} />
              )}
              {open?.id === step.id && open.is === 'changing' && whole && (
                <ChangeStep now={now} step={whole} onDone={close} />
              )}
              {open?.id === step.id && open.is === 'adding' && <InsertStep now={now} after={step.id} onDone={close} />}
            </li>
          )
        })}
      </ol>
      <SaveTemplate now={now} />
    </details>
  )
}

function useLeaveOut(now: SessionNow) {
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [wrong, setWrong] = useState('')
  const sessionId = now.sessionId as SessionId
  const leave = useMutation(
    trpc.plan.leaveOut.mutationOptions({
      onSuccess: () => {
        setWrong('')
        return cache.invalidateQueries({ queryKey: trpc.session.now.queryKey({ sessionId }) })
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  return {
    wrong,
    press: (stepId: StepId, state: 'planned' | 'left-out') => leave.mutate({ sessionId, stepId, state }),
  }
}
