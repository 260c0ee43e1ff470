'use client'
import { useTranslations } from 'use-intl/react'
import { WhereWeDiffer } from '#app/_disagreement/where-we-differ.tsx'
import { DotsBefore } from '#app/_dots/shown-dots.tsx'
import { KeepsFocus } from '#app/_session/keeps-focus.tsx'
import { type Hearing, useSessionNow } from '#app/_session/use-session-now.ts'
import { InsideOthers } from '#app/_talk/inside-others.tsx'
import { TalkSection } from '#app/_talk/talk-section.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { Said } from '#app/_words/said.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Agreed } from './agreed.tsx'
import { Checking } from './checking.tsx'
import { CloseWorkshop } from './close-workshop.tsx'
import { DeskHead } from './desk-head.tsx'
import { Everybody } from './everybody.tsx'
import { Floor } from './floor.tsx'
import { PlanList } from './plan-list.tsx'
import { Room } from './room.tsx'
import { SaveTemplate } from './save-template.tsx'
import { Statements } from './statements.tsx'
import { StepControl } from './step-control.tsx'
import { type DeskDeeds, useDeskDeeds } from './use-desk-deeds.ts'
import './desk.css'

interface Props {
  first: SessionNow
  networkId: string
  origin: string
  messages: Messages
}

/** Everything a convenor needs to run the room. */
export function Desk(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <TheDesk {...props} />
      </Procedures>
    </Words>
  )
}

function TheDesk({ first, networkId, origin }: Props) {
  const { now, hearing } = useSessionNow(first.sessionId as SessionId, first)
  const deeds = useDeskDeeds(first.sessionId as SessionId)
  return (
    <KeepsFocus at={now.closed ? 'closed' : 'running'}>
      {now.closed ? (
        <Closed now={now} networkId={networkId} />
      ) : (
        <Running {...{ now, hearing, deeds, networkId, origin }} />
      )}
    </KeepsFocus>
  )
}

/** What is left to do once a workshop is closed. */
function Closed({ now, networkId }: { now: SessionNow; networkId: string }) {
  const t = useTranslations('convene')
  return (
    <>
      <h1>
        <Said>{now.name}</Said>
      </h1>
      <p>{t('closed')}</p>
      <a className="button first" href={`/network/${networkId}/workshops/${now.sessionId}`}>
        {t('toRecord')}
      </a>
      <Agreed now={now} networkId={networkId} />
      <SaveTemplate now={now} />
    </>
  )
}

interface RunningProps {
  now: SessionNow
  hearing: Hearing
  deeds: DeskDeeds
  networkId: string
  origin: string
}

function Running({ now, hearing, deeds, networkId, origin }: RunningProps) {
  return (
    <div className="stack desk">
      <DeskHead now={now} hearing={hearing} networkId={networkId} origin={origin} />
      {deeds.wrong && (
        <p className="wrong" role="alert">
          {deeds.wrong}
        </p>
      )}
      <div className="grid">
        <div className="stack">
          <StepControl now={now} networkId={networkId}>
            <Floor now={now} deeds={deeds} />
          </StepControl>
          <DotsBefore now={now} />
          <Checking now={now} />
          <PlanList now={now} />
          <Everybody now={now} deeds={deeds} />
        </div>
        <Room now={now} deeds={deeds} />
      </div>
      {now.step === 'finish' && (
        <>
          <Agreed now={now} networkId={networkId} />
          <CloseWorkshop now={now} />
        </>
      )}
      <TalkSection now={now} networkId={networkId} />
      <InsideOthers now={now} />
      {/* What is on the screen comes before the list it was made from. */}
      {now.shownRound > 0 && <WhereWeDiffer now={now} level={2} />}
      <Statements now={now} />
      {now.step !== 'finish' && <CloseWorkshop now={now} />}
    </div>
  )
}
