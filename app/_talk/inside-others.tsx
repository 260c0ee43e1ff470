'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useAgainWhen } from '#app/_trpc/use-again-when.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

// What is taken back is gone from a screen soon after.
const LOOK_AGAIN_MS = 10_000

/** Where organisations that allow it are split, for those who run the workshop. Nothing when none does. */
export function InsideOthers({ now }: { now: SessionNow }) {
  const t = useTranslations('talk')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const { data, refetch } = useQuery({
    ...trpc.disagreement.insideOthers.queryOptions({ sessionId }),
    enabled: now.shownRound > 0,
    refetchInterval: LOOK_AGAIN_MS,
  })
  // While people answer again, nothing that they do changes what was shown.
  useAgainWhen(now.shownRound === 0 || now.step === 'rate' ? null : now.serverNow, refetch)
  if (!data || data.length === 0) return null
  return (
    <section className="panel" aria-labelledby="inside-others">
      <h2 id="inside-others">{t('othersTitle')}</h2>
      <p className="small muted">{t('othersLead')}</p>
      {data.map(({ partnerId, splits }) => (
        <div key={partnerId}>
          <h3>{now.people.partners.find(({ id }) => id === partnerId)?.name}</h3>
          {splits.length === 0 && <p className="muted">{t('othersNone')}</p>}
          <ul className="plain-list">
            {splits.map(({ statementId, text, people }) => (
              <li key={statementId}>{t('othersSplit', { text, people })}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
