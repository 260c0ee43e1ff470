'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import type { SessionNow } from '#server/session/now.ts'
import { STANDS } from '#server/vocabulary/agreement.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Thanks } from './few-words.tsx'
import { sizeOf } from './size-of.ts'
import { Turn } from './turn.tsx'
import { useItem } from './use-item.ts'

/** The end: thanks, with how much was agreed; then, with the arrow keys, one agreement after another. */
export function Agreed({ now }: { now: SessionNow }) {
  const t = useTranslations('agreements')
  const trpc = useTRPC()
  const { data: agreed = [] } = useQuery({
    ...trpc.agreement.here.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 2_000,
  })
  const item = useItem(1 + agreed.length)
  const one = agreed[item.at - 1]
  return (
    <>
      {one ? (
        <section className="few one-agreement" aria-live="polite" data-size={sizeOf(one.text.length)}>
          <p className="words">
            <Said>{one.text}</Said>
          </p>
          <p>
            {STANDS.filter((stand) => one.counts[stand] > 0)
              .map((stand) => t(`standCounts.${stand}`, { count: one.counts[stand] }))
              .join(' · ')}
          </p>
          <p className="muted">{t('reviewOn', { day: sayDay(one.reviewOn) })}</p>
        </section>
      ) : (
        <Thanks agreed={agreed.length} />
      )}
      <Turn {...item} />
    </>
  )
}
