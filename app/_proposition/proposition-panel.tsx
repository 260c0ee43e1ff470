'use client'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { KeepsFocus } from '#app/_session/keeps-focus.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { Proposition } from '#server/proposition/find.ts'
import { SLOTS } from '#server/vocabulary/proposition.ts'
import type { AnswerProps } from './answer-form.tsx'
import type { FOR_MEMBERS } from './for-members.ts'
import { GivenAnswers } from './given-answers.tsx'
import type { Looker } from './looker.ts'
import { useOwnMark } from './use-own-mark.ts'
import './proposition.css'
import { Sentence } from './sentence.tsx'
import { Strayed } from './strayed.tsx'

const LOOK_AGAIN_MS = 3_000

/**
 * A network's one sentence: the newest version, what partners say to it, and for those who write it the draft. Needs the words
 * of `proposition`, `corners` and `refusal`, and the procedures, around it; a workshop's step and the network's page show it alike.
 */
export function PropositionPanel({
  looker,
  first,
  Answer,
  forMembers,
}: {
  looker: Looker
  first?: Proposition
  /** Where this reader answers: from a seat, or as a member. */
  Answer: ComponentType<AnswerProps & { looker: Looker }>
  /** What stands around the sentence for a member. */
  forMembers?: typeof FOR_MEMBERS
}) {
  const t = useTranslations('proposition')
  const found = useProposition(looker, first)
  const speaks = found?.speaksFor?.id
  const [began, begin] = useState(speaks)
  if (!began && speaks) begin(speaks)
  const member = looker.is === 'member' && forMembers ? { ...looker, ...forMembers } : null
  const drafter = member?.drafts ? member : null
  if (!found) return <p className="muted loading">{t('looking')}</p>
  const [newest] = found.versions
  // One that partners are asked about stays in hand after another is saved: until it is closed no other can be asked about.
  const inHand = found.versions.find(({ asking }) => asking === 'open') ?? newest
  return (
    <div className="stack proposition">
      <section aria-labelledby="newest">
        <h2 id="newest">{inHand ? t('newest', { no: inHand.no }) : t('noneTitle')}</h2>
        {inHand ? (
          <Sentence slots={inHand.slots} />
        ) : looker.is === 'seat' ? (
          <Forming />
        ) : (
          <p className="muted">{t(drafter ? 'noneDraft' : 'none')}</p>
        )}
        {looker.is === 'seat' && inHand?.asking === 'not_asked' && <p className="muted">{t('notAskedYet')}</p>}
        {inHand?.asking === 'open' && (
          <p role="status" className="muted">
            {t('answered', { answered: inHand.answered, asked: inHand.asked })}
          </p>
        )}
        {/* Before one is asked again. */}
        <KeepsFocus at={found.strayed?.id ?? 'right'}>
          {looker.is === 'seat' && found.strayed && found.speaksFor && (
            <Strayed
              sessionId={looker.sessionId}
              wrong={found.strayed.name}
              speaksFor={found.speaksFor.name}
              follows={began !== undefined && began !== speaks}
            />
          )}
        </KeepsFocus>
        {inHand?.asking === 'open' && found.speaksFor && (
          <Answer key={inHand.no} looker={looker} no={inHand.no} speaksFor={found.speaksFor.name} own={found.own} />
        )}
        {inHand?.asking === 'open' && looker.is === 'seat' && inHand.sitting?.id !== looker.sessionId && (
          <p className="muted">{t('askedElsewhere')}</p>
        )}
        {inHand && <GivenAnswers {...inHand} />}
        {drafter && inHand && inHand !== newest && (
          <p>{t('stillAsked', { no: inHand.no, answered: inHand.answered, asked: inHand.asked })}</p>
        )}
        {drafter && inHand && (
          <KeepsFocus at={inHand.asking === 'closed' ? 'closed' : 'asking'}>
            {inHand.asking !== 'closed' && (
              <drafter.AskControl
                networkId={drafter.networkId}
                no={inHand.no}
                asking={inHand.asking}
                sessionId={inHand.sitting?.id ?? null}
              />
            )}
          </KeepsFocus>
        )}
        {drafter && inHand && inHand.asking !== 'not_asked' && (
          <drafter.TakeOut networkId={drafter.networkId} no={inHand.no} />
        )}
      </section>
      {drafter && (
        <drafter.DraftForm networkId={drafter.networkId} sessionId={drafter.sessionId} next={(newest?.no ?? 0) + 1} />
      )}
      {member && newest && (
        <member.VersionList versions={found.versions} above={inHand?.no ?? newest.no} zone={member.zone} />
      )}
    </div>
  )
}

/** What is happening before there is a sentence, and what somebody in the room can do meanwhile. */
function Forming() {
  const t = useTranslations('proposition')
  return (
    <>
      <p>{t('formingLead')}</p>
      <ol className="dotted">
        {SLOTS.map((slot) => (
          <li key={slot}>{t(`slots.${slot}`)}</li>
        ))}
      </ol>
      <p>{t('formingYou')}</p>
    </>
  )
}

/** What there is to see, looked at again while somebody may be answering or asking. */
function useProposition(looker: Looker, first: Proposition | undefined): Proposition | undefined {
  const trpc = useTRPC()
  const ballot = useOwnMark()
  const again = { refetchInterval: LOOK_AGAIN_MS, refetchIntervalInBackground: false }
  const fromSeat = useQuery({
    ...trpc.proposition.here.queryOptions({ sessionId: looker.sessionId as never, ballot }),
    ...again,
    enabled: looker.is === 'seat',
  })
  const asMember = useQuery({
    ...trpc.proposition.versions.queryOptions({ networkId: (looker.is === 'member' ? looker.networkId : '') as never }),
    ...again,
    ...(first && { initialData: first }),
    enabled: looker.is === 'member',
  })
  return looker.is === 'seat' ? fromSeat.data : asMember.data
}
