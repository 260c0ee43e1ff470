'use client'
import { useTranslations } from 'use-intl/react'
import { WhereWeDiffer } from '#app/_disagreement/where-we-differ.tsx'
import { RateStep } from '#app/_rating/rate-step.tsx'
import { TalkSection } from '#app/_talk/talk-section.tsx'
import { AddViews } from '#app/_views/add-views.tsx'
import { SeeViews } from '#app/_views/see-views.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { Finish } from './finish.tsx'
import { Lobby } from './lobby.tsx'
import type { Me } from './me.ts'

/** What a step shows to somebody who takes part. */
export function StepView({ now, me }: { now: SessionNow; me: Me }) {
  const t = useTranslations('session')
  const partner = now.people.partners.find(({ id }) => id === me.partnerId)
  if (now.step === 'join') return <Lobby now={now} me={me} partner={partner} />
  if (now.step === 'finish' || now.closed) return <Finish now={now} />
  if (!me.partnerId && !partner) return <Waiting organisation={me.askedPartner ?? ''} />
  if (now.step === 'views') return <AddViews now={now} me={me} />
  if (now.step === 'show-views') return <SeeViews now={now} />
  if (now.step === 'rate') return <RateStep now={now} />
  return (
    <>
      {now.step === 'talk' && <p className="muted">{t('talkLead')}</p>}
      {now.step === 'talk' && <TalkSection now={now} level={1} />}
      <WhereWeDiffer now={now} ownAnswers level={now.step === 'talk' ? 2 : 1} />
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
