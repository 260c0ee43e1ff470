'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { GONE_MS, HERE_EVERY_MS, SILENT_MS } from '#server/vocabulary/silence.ts'

/** How many devices are not heard from: without a network now, or left long ago. Counts alone, for nobody is to be watched. */
export function Silent({ sessionId }: { sessionId: SessionId }) {
  const t = useTranslations('convene')
  const trpc = useTRPC()
  const { data } = useQuery({
    ...trpc.participant.silent.queryOptions({ sessionId }),
    refetchInterval: HERE_EVERY_MS,
  })
  const { silent, gone } = data ?? { silent: 0, gone: 0 }
  // There from the first: only what comes to stand in it is read out.
  return (
    <div role="status">
      {silent > 0 && <p>{t('silent', { count: silent, seconds: SILENT_MS / 1_000 })}</p>}
      {gone > 0 && <p className="muted small">{t('gone', { count: gone, minutes: GONE_MS / 60_000 })}</p>}
    </div>
  )
}
