'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { HeardForm } from './heard-form.tsx'
import { ReflectForm } from './reflect-form.tsx'

// Stand last, below what the server is asked for first.
const PulseForm = behind(() => import('./pulse-form.tsx').then((file) => file.PulseForm), { soon: true })
const NetworkPulse = behind(() => import('./network-pulse.tsx').then((file) => file.NetworkPulse), { soon: true })

/** The private minute: what one makes of it, what one has heard, and whether one can act. All of it may be left out. */
export function PrivateMinute({ now }: { now: SessionNow }) {
  const common = useTranslations('common')
  const trpc = useTRPC()
  const own = useQuery(trpc.reflection.here.queryOptions({ sessionId: now.sessionId as SessionId }))
  return (
    <div className="stack">
      <StepHead now={now} />
      {own.data ? <Asked now={now} own={own.data} /> : <p className="muted loading">{common('loading')}</p>}
    </div>
  )
}

function Asked({ now, own }: { now: SessionNow; own: Parameters<typeof ReflectForm>[0]['own'] }) {
  const t = useTranslations('minute')
  return (
    <>
      <p className="muted">{t('lead')}</p>
      <ReflectForm now={now} own={own} />
      <HeardForm now={now} />
      <PulseForm now={now} answered={own.answered} />
      {/* Kept with who answered, so that nobody answers twice: not where the workshop shows nobody. */}
      {now.attribution !== 'none' && (
        <section className="panel" aria-labelledby="minute-network">
          <h2 id="minute-network">{t('ofNetwork')}</h2>
          <NetworkPulse sessionId={now.sessionId as SessionId} />
        </section>
      )}
    </>
  )
}
