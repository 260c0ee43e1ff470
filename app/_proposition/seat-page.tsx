'use client'
import { useTranslations } from 'use-intl/react'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { PropositionPanel } from './proposition-panel.tsx'

/** The panel on the phone of somebody in a workshop. */
export function SeatProposition({ sessionId, messages }: { sessionId: SessionId; messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <Phone sessionId={sessionId} />
      </Procedures>
    </Words>
  )
}

function Phone({ sessionId }: { sessionId: SessionId }) {
  const t = useTranslations('proposition')
  return (
    <div className="phone">
      <main id="main">
        <p className="crumbs">
          <a href={`/session/${sessionId}`}>{t('backToSteps')}</a>
        </p>
        <h1>{t('title')}</h1>
        <PropositionPanel looker={{ is: 'seat', sessionId }} />
      </main>
    </div>
  )
}
