'use client'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { LineWords } from '#app/_outbox/line-words.tsx'
import { WithOutbox } from '#app/_outbox/use-outbox.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { WordsAt } from '#app/_words/words-at.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { type Asked, useAsked } from './asked.ts'
import { AlsoHere, Asks, beginAt, fetchSteps, HeldDeeds, KeptDraft, MergeAsked, SayingHere } from './later-steps.tsx'
import type { Me } from './me.ts'
import { Paused } from './step-head.tsx'
import { StepView } from './step-view.tsx'
import { ThinBar } from './thin-bar.tsx'
import { Told } from './told.tsx'
import { useOwnPartner } from './use-own-partner.ts'
import { useSessionNow } from './use-session-now.ts'

/** A participant's way through the workshop, on a phone first. */
export function Participant({
  first,
  me,
  messages,
  asked,
  late,
  language,
}: {
  first: SessionNow
  me: Me
  messages: WordsAt
  asked: Asked | undefined
  /** What those who came in at this step have missed, as the server drew it. Once the room goes on, they are where all are. */
  late: ReactNode
  /** The choice of a language, as the server drew it: a form that needs no script. */
  language: ReactNode
}) {
  beginAt(first.closed ? 'finish' : first.step)
  return (
    <Words messages={messages}>
      <Procedures>
        <WithOutbox sessionId={first.sessionId as SessionId} seatId={me.seatId} earlier={me.earlier}>
          <Phone {...{ first, me, asked, late, language }} />
        </WithOutbox>
      </Procedures>
    </Words>
  )
}

function Phone({ first, me, asked, late, language }: Omit<Parameters<typeof Participant>[0], 'messages'>) {
  useAsked(first.sessionId as SessionId, asked)
  const { now, hearing, heardAtMs } = useSessionNow(first.sessionId as SessionId, first)
  const partnerId = useOwnPartner(now, me)
  const t = useTranslations('session')
  // Once this step can be used, and while there is a network.
  useEffect(() => void fetchSteps(), [])
  return (
    <div className="phone">
      <ThinBar {...{ now, hearing, heardAtMs, language }} />
      <main id="main">
        <LineWords hearing={hearing} />
        {hearing === 'shown-out' ? (
          <p className="banner warn" role="alert">
            {t('shownOutLead')}
          </p>
        ) : (
          <>
            <div className="at-step">
              <Told
                now={now}
                here="steps"
                hrefs={{ steps: `/session/${now.sessionId}`, board: `/session/${now.sessionId}/board` }}
              />
              <SayingHere sessionId={now.sessionId} />
              <AlsoHere now={now} />
              {now.people.merging > 0 && <MergeAsked now={now} />}
              <Paused now={now} />
              {now.stepNo === first.stepNo && !now.closed && late}
              <HeldDeeds now={now} />
              <KeptDraft now={now} me={me} />
              <StepView now={now} me={{ ...me, partnerId }} />
            </div>
            {!now.closed && <Asks now={now} />}
          </>
        )}
      </main>
    </div>
  )
}
