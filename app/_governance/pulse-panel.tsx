'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { PulseForm } from './pulse-form.tsx'

/** The eight questions of the pulse for a member, about the workshop closed last; or that they are answered. */
export function PulsePanel({ networkId }: { networkId: NetworkId }) {
  const t = useTranslations('governance')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const trend = useQuery(trpc.pulse.trend.queryOptions({ networkId }))
  const { said, options } = useDeed(() => void cache.invalidateQueries(trpc.pulse.pathFilter()))
  const answer = useMutation(trpc.pulse.answer.mutationOptions(options))
  const asks = trend.data?.asks
  if (asks === null) return <p className="muted">{t('pulseNoWorkshop')}</p>
  if (asks === undefined) return <p className="muted">{t('looking')}</p>
  if (asks.answered) return <p role="status">{t('pulseDone')}</p>
  return (
    <>
      <p>{t('pulseAbout', { name: asks.name })}</p>
      <PulseForm
        busy={answer.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        onAnswer={(points) => answer.mutate({ networkId, points })}
      />
    </>
  )
}
