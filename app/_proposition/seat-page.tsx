'use client'
import { useTranslations } from 'use-intl/react'
import { HeldDeeds } from '#app/_outbox/held-deeds.tsx'
import { WithOutbox } from '#app/_outbox/use-outbox.tsx'
import { MergeAsked } from '#app/_session/merge-asked.tsx'
import { useSayingHere } from '#app/_session/use-saying-here.ts'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { AnswerFromSeat } from './answer-from-seat.tsx'
import { PropositionPanel } from './proposition-panel.tsx'

interface Props {
  now: SessionNow
  seatId: string
  earlier: readonly string[]
}

/** The panel on the phone of somebody in a workshop. */
export function SeatProposition({ messages, ...props }: Props & { messages: Messages }) {
  const { now, seatId, earlier } = props
  return (
    <Words messages={messages}>
      <Procedures>
        <WithOutbox sessionId={now.sessionId as SessionId} seatId={seatId} earlier={earlier}>
          <Phone first={now} />
        </WithOutbox>
      </Procedures>
    </Words>
  )
}

function Phone({ first }: { first: SessionNow }) {
  const t = useTranslations('proposition')
  const { now } = useSessionNow(first.sessionId as SessionId, first)
  useSayingHere(first.sessionId)
  return (
    <div className="phone">
      <main id="main">
        <p className="crumbs">
          <a href={`/session/${now.sessionId}`}>{t('backToSteps')}</a>
        </p>
        <h1>{t('title')}</h1>
        {now.people.merging > 0 && <MergeAsked now={now} />}
        <HeldDeeds now={now} />
        <PropositionPanel looker={{ is: 'seat', sessionId: now.sessionId as SessionId }} Answer={AnswerFromSeat} />
      </main>
    </div>
  )
}
