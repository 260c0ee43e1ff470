'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { nextStep, previousStep, type Step } from '#server/vocabulary/step.ts'
import { TEMPLATES, type TemplateId } from '#server/vocabulary/template.ts'

/** Where the room is, what to say now, and the one button that takes everybody on. */
export function StepControl({ now, children }: { now: SessionNow; children: ReactNode }) {
  const t = useTranslations('convene')
  const step = useTranslations('step')
  const common = useTranslations('common')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [wrong, setWrong] = useState('')
  const [asking, setAsking] = useState<Step | undefined>()
  const sessionId = now.sessionId as SessionId
  const again = () => cache.invalidateQueries({ queryKey: trpc.session.now.queryKey({ sessionId }) })
  const move = useMutation(
    trpc.session.moveToStep.mutationOptions({ onSuccess: again, onError: (error) => setWrong(say(error)) }),
  )
  const [next, previous] = [nextStep(now.step), previousStep(now.step)]
  const left = now.progress.of - now.progress.finished
  const question =
    asking === 'show-answers'
      ? left > 0
        ? t('confirmShow', { left })
        : undefined
      : asking === 'show-views' && !now.viewsShown
        ? t('confirmShowViews')
        : undefined

  function go(to: Step) {
    setWrong('')
    setAsking(undefined)
    move.mutate({ sessionId, step: to, stepNo: now.stepNo })
  }
  // What can't be taken back is asked once more, in words that say so.
  const press = (to: Step) =>
    (to === 'show-answers' && left > 0) || (to === 'show-views' && !now.viewsShown) ? setAsking(to) : go(to)
  const minutes = TEMPLATES[now.template as TemplateId]?.minutes[now.step]
  return (
    <section className="panel" aria-labelledby="now">
      <h2 id="now">{t('now', { step: step(now.step) })}</h2>
      <p>
        <strong>{t('say')}:</strong> “{t(`say-${now.step}`)}”
      </p>
      {minutes !== undefined && <p className="muted small">{t('minutes', { minutes })}</p>}
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {asking && question ? (
        <div className="banner warn" role="alertdialog" aria-label={question}>
          <p>{question}</p>
          <div className="row">
            <button type="button" className="button first" onClick={() => go(asking)}>
              {step(asking)}
            </button>
            <button type="button" className="button" onClick={() => setAsking(undefined)}>
              {common('cancel')}
            </button>
          </div>
        </div>
      ) : (
        <div className="row">
          {previous && (
            <button
              type="button"
              className="button"
              onClick={() => go(previous)}
              disabled={move.isPending}
              title={t('backLead')}
            >
              ‹ {t('backTo', { step: step(previous) })}
            </button>
          )}
          {next && (
            <button type="button" className="button first" onClick={() => press(next)} disabled={move.isPending}>
              {t('next', { step: step(next) })} ›
            </button>
          )}
        </div>
      )}
      <Progress now={now} />
      {children}
    </section>
  )
}

function Progress({ now }: { now: SessionNow }) {
  const t = useTranslations('convene')
  if (now.step === 'views' || now.step === 'show-views')
    return <p role="status">{t('views', { count: now.views.count, partners: now.views.partners })}</p>
  if (now.step !== 'rate') return null
  const { finished, of, byPartner } = now.progress
  return (
    <div style={{ marginBlockStart: '1rem' }}>
      <p role="status">{t('progress', { finished, of })}</p>
      <div className="progress" aria-hidden="true">
        <span style={{ inlineSize: `${of === 0 ? 0 : (100 * finished) / of}%` }} />
      </div>
      <ul className="plain-list small muted" style={{ marginBlockStart: '0.5rem' }}>
        {byPartner.map((partner) => (
          <li key={partner.partnerId}>
            {now.people.partners.find(({ id }) => id === partner.partnerId)?.name}: {t('progress', partner)}
          </li>
        ))}
      </ul>
    </div>
  )
}
