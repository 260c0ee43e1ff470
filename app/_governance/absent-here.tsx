'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** Stands beside what a room agrees on: who is affected and is not there. Silent as long as nobody was noted. */
export function AbsentHere({ sessionId }: { sessionId: string }) {
  const t = useTranslations('governance')
  const trpc = useTRPC()
  const { data: groups = [] } = useQuery(trpc.absent.here.queryOptions({ sessionId: sessionId as SessionId }))
  if (groups.length === 0) return null
  return (
    <section className="banner" aria-label={t('absent')}>
      <p>{t('beside', { count: groups.length })}</p>
      <ul className="plain-list">
        {groups.map(({ id, name, owner, state }) => (
          <li key={id}>
            <Said>{name}</Said>
            <span className="muted"> {t('besideOne', { state: t(`absentStates.${state}`), owner })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
