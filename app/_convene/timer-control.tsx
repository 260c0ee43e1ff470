'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Timer } from '#app/_timer/timer.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { useStepDeed } from './use-step-deed.ts'

/** The timer, which binds nobody, and the break. How many need more time stands beside it. */
export function TimerControl({ now, minutes }: { now: SessionNow; minutes: number }) {
  const t = useTranslations('timer')
  const plan = useTranslations('plan')
  const steps = useTranslations('steps')
  const convene = useTranslations('convene')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const { wrong, options } = useStepDeed(trpc.session.now.queryKey({ sessionId }))
  const start = useMutation(trpc.session.startTimer.mutationOptions(options))
  const extend = useMutation(trpc.session.extendTimer.mutationOptions(options))
  const stop = useMutation(trpc.session.stopTimer.mutationOptions(options))
  const pause = useMutation(trpc.session.pause.mutationOptions(options))
  const { more_time: moreTime } = now.signals
  return (
    <div className="timer-control">
      {now.pausedAt && (
        <p className="banner warn" role="status">
          {steps('pausedDesk')} {now.timer && t('still')}
        </p>
      )}
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <p className="row">
        <Timer now={now} />
        {now.timer ? (
          <>
            <button type="button" className="button small" onClick={() => extend.mutate({ sessionId, minutes: 1 })}>
              {t('add', { minutes: 1 })}
            </button>
            <button type="button" className="button small" onClick={() => stop.mutate({ sessionId })}>
              {t('stop')}
            </button>
          </>
        ) : (
          <button type="button" className="button small" onClick={() => start.mutate({ sessionId, minutes })}>
            {t('start', { minutes })}
          </button>
        )}
        <button
          type="button"
          className="button small"
          onClick={() => pause.mutate({ sessionId, paused: now.pausedAt === null })}
        >
          {now.pausedAt ? plan('resume') : plan('pause')}
        </button>
        {moreTime > 0 && <span role="status">{convene('needTime', { count: moreTime })}</span>}
      </p>
    </div>
  )
}
