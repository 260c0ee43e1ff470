'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import type { Checked } from '#server/moderation/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Verdict } from '#server/vocabulary/moderation.ts'
import { useStepDeed } from './use-step-deed.ts'

/** What waits to be checked, what was reported, hidden or let through: each can be shown, hidden, and shown again. */
export function Checking({ now }: { now: SessionNow }) {
  const t = useTranslations('moderation')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const question = trpc.moderation.checking.queryOptions({ sessionId })
  const checking = useQuery({ ...question, refetchInterval: 10_000 })
  const { refetch } = checking
  const { views, written, shownRound } = now
  useEffect(() => {
    if ([views.count, written.stories, written.activities, written.checking, shownRound].every((n) => n >= 0))
      void refetch()
  }, [views.count, written.stories, written.activities, written.checking, shownRound, refetch])
  const { wrong, options } = useStepDeed(question.queryKey)
  const [isOpen, open] = useState(false)
  const judge = useMutation(trpc.moderation.judge.mutationOptions(options))
  const { waiting = [], reported = [], hidden = [], passed = [], shown = [] } = checking.data ?? {}
  if ([waiting, reported, hidden, passed, shown].every((things) => things.length === 0)) return null
  const press = ({ kind, thingId, text, teller, about }: Checked, verdict: Verdict) =>
    judge.mutate({ sessionId, kind, thingId, text, teller, about, verdict })
  const list = { partners: now.people.partners, press }
  return (
    <section className="panel" aria-labelledby="checking">
      <h2 id="checking">{t('title')}</h2>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <List {...list} title={t('waiting', { count: waiting.length })} things={waiting} may={['passed', 'hidden']} />
      <List {...list} title={t('reportedTitle')} things={reported} may={['passed', 'hidden']} areShown />
      <List {...list} title={t('hiddenTitle', { count: hidden.length })} things={hidden} may={['passed']} />
      {passed.length > 0 && (
        <details>
          <summary>{t('passedTitle', { count: passed.length })}</summary>
          <List {...list} title="" things={passed} may={['hidden']} />
        </details>
      )}
      {shown.length > 0 && (
        // A room of fifty gives hundreds of reasons: they are listed for whoever opens it.
        <details onToggle={({ currentTarget }) => open(currentTarget.open)}>
          <summary>{t('shownTitle', { count: shown.length })}</summary>
          {isOpen && <List {...list} title="" things={shown} may={['hidden']} />}
        </details>
      )}
    </section>
  )
}

interface ListProps {
  title: string
  things: readonly Checked[]
  may: readonly ('passed' | 'hidden')[]
  /** Whether the room reads them now: letting one pass leaves it so. */
  areShown?: boolean
  partners: SessionNow['people']['partners']
  press(thing: Checked, verdict: Verdict): void
}

function List({ title, things, may, areShown = false, partners, press }: ListProps) {
  const t = useTranslations('moderation')
  const story = useTranslations('story')
  const plan = useTranslations('planHere')
  const said = (verdict: ListProps['may'][number]) => (areShown && verdict === 'passed' ? 'kept' : verdict)
  if (things.length === 0) return null
  return (
    <>
      {title && <h3>{title}</h3>}
      <ul className="plain-list">
        {things.map((thing) => (
          <li key={thing.thingId} className="note">
            <p>
              <Said>{thing.text}</Said>
            </p>
            <p className="row apart">
              <span className="muted small">
                {[
                  thing.teller && story('toldBy', { teller: thing.teller }),
                  thing.about &&
                    (thing.kind === 'reason'
                      ? t('reasonFor', { text: thing.about })
                      : plan('for', { aim: thing.about })),
                  partners.find(({ id }) => id === thing.partnerId)?.name,
                  thing.reports > 0 && t('reportedBy', { count: thing.reports }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span className="row">
                {may.map((verdict) => (
                  <button
                    key={verdict}
                    type="button"
                    className="button small"
                    onClick={() => press(thing, verdict)}
                    aria-label={t(`${said(verdict)}Named`, { text: thing.text })}
                  >
                    {t(said(verdict))}
                  </button>
                ))}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
