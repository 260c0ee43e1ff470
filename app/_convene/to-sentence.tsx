'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import '#app/_proposition/proposition.css'
import { Sentence } from '#app/_proposition/sentence.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { OnScreen } from '#server/proposition/on-screen.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

const LOOK_AGAIN_MS = 3_000

/** How far the room's sentence has come, and the way to the network's own page, where it is written for this workshop. */
export function ToSentence({ sessionId, networkId }: { sessionId: string; networkId: string }) {
  const t = useTranslations('convene')
  const proposition = useTranslations('proposition')
  const trpc = useTRPC()
  const { data } = useQuery({
    ...trpc.proposition.onScreen.queryOptions({ sessionId: sessionId as SessionId }),
    refetchInterval: LOOK_AGAIN_MS,
  })
  // One of another workshop is where this room begins, not what it has come to.
  const own = data && data.asking !== 'elsewhere' ? data : null
  return (
    <div className="proposition" style={{ marginBlockStart: '1rem' }}>
      {data && (
        <>
          <h3>{proposition('newest', { no: data.no })}</h3>
          <Sentence slots={data.slots} />
        </>
      )}
      {own && <HowFar {...own} />}
      <p>{t(own ? 'sentenceOpenLead' : 'sentenceLead')}</p>
      <a className="button" href={`/network/${networkId}/proposition?in=${sessionId}`}>
        {t(own ? 'sentenceOpen' : 'sentence')}
      </a>
    </div>
  )
}

/** How many have answered; what they said once that is shown. */
function HowFar({ asking, answered, asked, counts }: OnScreen) {
  const t = useTranslations('proposition')
  if (asking === 'not_asked') return <p className="muted">{t('notAsked')}</p>
  if (!counts) return <p role="status">{t('answered', { answered, asked })}</p>
  return (
    <>
      <ul className="plain-list">
        {counts.map(({ answer, count }) => (
          <li key={answer}>{t('answerCount', { answer: t(`answers.${answer}`), count })}</li>
        ))}
      </ul>
      {answered < asked && <p className="muted">{t('silent', { count: asked - answered })}</p>}
    </>
  )
}
