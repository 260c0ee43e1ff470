'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What was agreed in this workshop, and the way to the form that notes more. The big screen shows it at the end. */
export function Agreed({ now, networkId }: { now: SessionNow; networkId: string }) {
  const t = useTranslations('convene')
  const trpc = useTRPC()
  const { data = [] } = useQuery(trpc.agreement.here.queryOptions({ sessionId: now.sessionId as SessionId }))
  return (
    <section className="panel" aria-labelledby="agreed">
      <h2 id="agreed">{t('agreedTitle', { count: data.length })}</h2>
      <p>{t('agreedLead')}</p>
      {data.length > 0 && (
        <ul className="plain-list">
          {data.map(({ id, text }) => (
            <li key={id} className="note">
              <a href={`/network/${networkId}/agreements/${id}`}>
                <Said>{text}</Said>
              </a>
            </li>
          ))}
        </ul>
      )}
      <a className="button" href={`/network/${networkId}/agreements/new?in=${now.sessionId}`}>
        {t('agreedNote')}
      </a>
    </section>
  )
}
