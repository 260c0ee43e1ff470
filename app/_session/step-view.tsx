'use client'
import { useTranslations } from 'use-intl/react'
import type { SessionNow } from '#server/session/now.ts'
import { KeepsFocus } from './keeps-focus.tsx'
import {
  AddViews,
  Finish,
  Lobby,
  NextActivities,
  PlaceDots,
  PrivateMinute,
  PropositionStep,
  RateStep,
  SeeViews,
  StoryStep,
  TalkSection,
  TriangleCheck,
  WhereWeDiffer,
} from './later-steps.tsx'
import type { Me } from './me.ts'
import { SmallGroup } from './small-group.tsx'
import { OwnInstruction, StepHead } from './step-head.tsx'

/** What a step shows to somebody who takes part. */
export function StepView(props: { now: SessionNow; me: Me }) {
  const { step, stepId, closed } = props.now
  return (
    <KeepsFocus at={closed ? 'closed' : (stepId ?? step)}>
      <TheStep {...props} />
    </KeepsFocus>
  )
}

function TheStep({ now, me }: { now: SessionNow; me: Me }) {
  const partner = now.people.partners.find(({ id }) => id === me.partnerId)
  if (now.step === 'join') return <Lobby now={now} me={me} partner={partner} />
  if (now.step === 'finish' || now.closed) return <Finish now={now} me={me} />
  if (!me.partnerId && !partner) return <Waiting organisation={me.askedPartner ?? ''} />
  // A plan may hold the same kind twice: what was half written at one is not carried into the other.
  return (
    <>
      <SmallGroup now={now} me={me} />
      <AtStep key={now.stepId} now={now} me={me} />
    </>
  )
}

function AtStep({ now, me }: { now: SessionNow; me: Me }) {
  const t = useTranslations('session')
  if (now.step === 'story') return <StoryStep now={now} />
  if (now.step === 'proposition') return <PropositionStep now={now} />
  if (now.step === 'triangle') return <TriangleCheck now={now} />
  if (now.step === 'activities') return <NextActivities now={now} />
  if (now.step === 'dots') return <PlaceDots now={now} />
  if (now.step === 'minute') return <PrivateMinute now={now} />
  if (now.step === 'own') return <StepHead now={now} />
  return (
    <>
      <OwnInstruction now={now} />
      {now.step === 'views' && <AddViews now={now} me={me} />}
      {now.step === 'show-views' && <SeeViews now={now} me={me} />}
      {now.step === 'rate' && <RateStep now={now} partnerId={me.partnerId} />}
      {now.step === 'talk' && <p className="muted">{t('talkLead')}</p>}
      {now.step === 'talk' && <TalkSection now={now} level={1} />}
      {(now.step === 'talk' || now.step === 'show-answers') && (
        <WhereWeDiffer now={now} ownAnswers level={now.step === 'talk' ? 2 : 1} />
      )}
    </>
  )
}

function Waiting({ organisation }: { organisation: string }) {
  const t = useTranslations('session')
  return (
    <>
      <h1>{t('waitTitle')}</h1>
      <p>{t('waitLead', { name: organisation })}</p>
    </>
  )
}
