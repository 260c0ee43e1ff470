'use client'
import { useTranslations } from 'use-intl/react'
import { WhereWeDiffer } from '#app/_disagreement/where-we-differ.tsx'
import { DotsBefore } from '#app/_dots/shown-dots.tsx'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { InsideOthers } from '#app/_talk/inside-others.tsx'
import { TalkSection } from '#app/_talk/talk-section.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { Said } from '#app/_words/said.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { showCode } from '#server/vocabulary/code.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Checking } from './checking.tsx'
import { CloseWorkshop } from './close-workshop.tsx'
import { Everybody } from './everybody.tsx'
import { Floor } from './floor.tsx'
import { PlanList } from './plan-list.tsx'
import { Room } from './room.tsx'
import { SaveTemplate } from './save-template.tsx'
import { Statements } from './statements.tsx'
import { StepControl } from './step-control.tsx'
import { useDeskDeeds } from './use-desk-deeds.ts'

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
  const t = useTranslations('convene')
  const words = useStepWords()
  const session = useTranslations('session')
  const { now, hearing } = useSessionNow(first.sessionId as SessionId, first)
  const deeds = useDeskDeeds(first.sessionId as SessionId)
  if (now.closed) {
    return (
      <>
        <h1>
          <Said>{now.name}</Said>
        </h1>
        <p>{t('closed')}</p>
        <a className="button first" href={`/network/${networkId}/workshops/${now.sessionId}`}>
          {t('toRecord')}
        </a>
        <SaveTemplate now={now} />
      </>
    )
  }
  const address = now.code ? `${origin}/join/${now.code}` : ''
  return (
    <div className="stack">
      <header>
        <p className="crumbs">
          <a href={`/network/${networkId}`}>{now.networkName}</a>
        </p>
        <div className="row apart">
          <h1 style={{ marginBlockEnd: 0 }}>
            <Said>{now.name}</Said>
          </h1>
          <div className="row">
            <a className="button" href={`/present/${now.sessionId}`} target="_blank" rel="noreferrer">
              {t('bigScreen')}
            </a>
            <a className="button" href={`/session/${now.sessionId}/board?as=convenor`}>
              {t('board')}
            </a>
            <a className="button" href={`/convene/${now.sessionId}/run-sheet`}>
              {t('runSheet')}
            </a>
            <a className="button" href={`/convene/${now.sessionId}/paper`}>
              {t('paper')}
            </a>
          </div>
        </div>
        <p className="row" style={{ marginBlockStart: '0.5rem' }}>
          <span>
            {t('code')}{' '}
            <strong style={{ fontSize: 'var(--text-xl)', letterSpacing: '0.06em' }}>{showCode(now.code ?? '')}</strong>
          </span>
          <span className="muted">
            {t('joinAt')} {address}
          </span>
          <a href="/venue-check" target="_blank" rel="noreferrer">
            {t('venueCheck')}
          </a>
          {hearing === 'cut-off' && <span className="wrong">{session('cutOff')}</span>}
        </p>
        <ol className="trail">
          {now.plan
            .filter(({ id, state }) => state === 'planned' || id === now.stepId)
            .map((one) => (
              <li key={one.id} aria-current={one.id === now.stepId ? 'step' : undefined}>
                {one.id === now.stepId ? '◉' : '○'} {words.title(one)}
              </li>
            ))}
        </ol>
      </header>
      {deeds.wrong && (
        <p className="wrong" role="alert">
          {deeds.wrong}
        </p>
      )}
      <div className="grid">
        <div className="stack">
          <StepControl now={now}>
            <Floor now={now} deeds={deeds} />
          </StepControl>
          <DotsBefore now={now} />
          <Checking now={now} />
          <PlanList now={now} />
          <Everybody now={now} deeds={deeds} />
        </div>
        <Room now={now} deeds={deeds} />
      </div>
      {now.step === 'finish' && <CloseWorkshop now={now} />}
      <TalkSection now={now} networkId={networkId} />
      <InsideOthers now={now} />
      {/* What is on the screen comes before the list it was made from. */}
      {now.shownRound > 0 && <WhereWeDiffer now={now} level={2} />}
      <Statements now={now} />
      {now.step !== 'finish' && <CloseWorkshop now={now} />}
    </div>
  )
}
