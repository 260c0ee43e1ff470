'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { ShownDots } from '#server/dots/shown.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { DotList } from './dot-list.tsx'

/** Where dots lay that were shown, for the desk once the room has gone on from them. */
export function DotsBefore({ now }: { now: SessionNow }) {
  const t = useTranslations('dots')
  const sessionId = now.sessionId as SessionId
  const many = now.plan.filter(({ dotsShown }) => dotsShown).length
  const shown = useQuery({ ...useTRPC().dots.shown.queryOptions({ sessionId }), enabled: many > 0 })
  const { refetch } = shown
  // Another one where something was hidden, or may be read again.
  const { checking } = now.written
  useEffect(() => {
    if (many > 0 && checking >= 0) void refetch()
  }, [many, checking, refetch])
  const before = shown.data?.filter(({ stepId }) => stepId !== now.stepId) ?? []
  if (before.length === 0) return null
  return (
    <details className="panel">
      <summary>{t('shownTitle')}</summary>
      <Steps steps={before} />
    </details>
  )
}

/** The same of a closed workshop, as its record keeps it. */
export function KeptDots({ steps, messages }: { steps: readonly ShownDots[]; messages: Messages }) {
  return (
    <Words messages={messages}>
      <Kept steps={steps} />
    </Words>
  )
}

function Kept({ steps }: { steps: readonly ShownDots[] }) {
  const t = useTranslations('dots')
  return (
    <section aria-labelledby="dots">
      <h2 id="dots">{t('shownTitle')}</h2>
      <Steps steps={steps} />
    </section>
  )
}

function Steps({ steps }: { steps: readonly ShownDots[] }) {
  const t = useTranslations('dots')
  return (
    <div className="stack">
      {steps.map(({ stepId, title, dotsOn, things }) => (
        <div key={stepId}>
          <h3>{title ? <Said>{title}</Said> : t('shownOn', { on: dotsOn })}</h3>
          <DotList things={things} />
        </div>
      ))}
    </div>
  )
}
