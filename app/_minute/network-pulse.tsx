'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { PulseForm } from '#app/_governance/pulse-form.tsx'
import { deedsOf } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The eight questions about the network, from a seat in a workshop; or that they are answered. */
export function NetworkPulse({ sessionId }: { sessionId: SessionId }) {
  const t = useTranslations('governance')
  const trpc = useTRPC()
  const here = useQuery(trpc.pulse.here.queryOptions({ sessionId }))
  const { waiting } = useOutbox()
  const { form, send } = useSending(t('pulseDone'))
  if (!here.data) return <p className="muted">{t('looking')}</p>
  const kept = deedsOf(waiting, 'answer-pulse').length > 0 && !form.busy
  if (here.data.answered || kept) return <p role="status">{form.done || t('pulseDone')}</p>
  return (
    <PulseForm
      busy={form.busy}
      wrong={form.wrong}
      onAnswer={(points) => send({ does: 'answer-pulse', points }, { pulsePoints: Object.keys(points) })}
    />
  )
}
