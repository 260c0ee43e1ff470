'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PlannedList } from '#app/_activity/planned-list.tsx'
import { DotList } from '#app/_dots/dot-list.tsx'
import { useThings } from '#app/_dots/use-things.ts'
import { StoryList } from '#app/_story/story-list.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { AskOnce } from './ask-once.tsx'
import { Suggestions } from './suggestions.tsx'
import { ToSentence } from './to-sentence.tsx'
import { useStepDeed } from './use-step-deed.ts'

/** What the convenor sees of a step: who has come how far, and what the room wrote where that is theirs to read. */
export function AtStep({ now, at, networkId }: { now: SessionNow; at: StepNow; networkId: string }) {
  if (at.kind === 'rate') return <ByPartner now={now} />
  if (at.kind === 'story') return <StoryList now={now} level={3} />
  if (at.kind === 'triangle') return <Suggestions now={now} />
  if (at.kind === 'proposition') return <ToSentence sessionId={now.sessionId} networkId={networkId} />
  if (at.kind === 'activities') return <PlannedList now={now} />
  return at.kind === 'dots' ? <Dots key={at.id} now={now} at={at} /> : null
}

function ByPartner({ now }: { now: SessionNow }) {
  const t = useTranslations('convene')
  const { byPartner } = now.progress
  if (byPartner.length === 0) return null
  return (
    <ul className="plain-list small muted" style={{ marginBlockStart: '1rem' }}>
      {byPartner.map((partner) => (
        <li key={partner.partnerId}>
          {now.people.partners.find(({ id }) => id === partner.partnerId)?.name}: {t('progress', partner)}
        </li>
      ))}
    </ul>
  )
}

function Dots({ now, at }: { now: SessionNow; at: StepNow }) {
  const t = useTranslations('dots')
  const [asking, setAsking] = useState(false)
  const trpc = useTRPC()
  const things = useThings(now)
  const sessionId = now.sessionId as SessionId
  const { wrong, options } = useStepDeed(trpc.session.now.queryKey({ sessionId }))
  const show = useMutation(trpc.dots.show.mutationOptions(options))
  if (at.dotsShown) return things ? <DotList things={things} /> : null
  return (
    <div style={{ marginBlockStart: '1rem' }}>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {asking && (
        <AskOnce
          question={t('confirmShow')}
          yes={t('show')}
          onYes={() => show.mutate({ sessionId, stepId: at.id })}
          onNo={() => setAsking(false)}
          busy={show.isPending}
        />
      )}
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('show')} …
      </button>
    </div>
  )
}
