'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { reasonName } from '#app/_rating/reason-name.ts'
import { useBallot } from '#app/_session/ballot.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusedWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Entry } from './deed.ts'
import { againNow, STEP_OF } from './fits-now.ts'
import { forgetTyped } from './kept-form.ts'
import { useOutbox } from './use-outbox.tsx'

/** What the server had no place for: whose it is sends it late, or deletes it. Nothing is thrown away unasked. */
export function HeldDeeds({ now }: { now: SessionNow }) {
  const t = useTranslations('outbox')
  const say = useRefusedWords()
  const trpc = useTRPC()
  const { held, again, drop, place } = useOutbox()
  const asked = held.some(({ deed }) => deed.does === 'rate')
  const sessionId = now.sessionId as SessionId
  const statements = useQuery({ ...trpc.statement.list.queryOptions({ sessionId }), enabled: asked })
  const standing = useStanding(now, asked)
  const tried = useRef(new Map<string, number>())
  // The room went back to where there is a place for it: then nobody needs to be asked.
  useEffect(() => {
    for (const { key } of againNow(held, now, tried.current)) again(key)
  }, [held, again, now])
  if (held.length === 0) return null
  const putAway = ({ key, deed }: Entry) => {
    // The words are kept beside it as long as they are not stored, and would come again on the next page.
    if (deed.does === 'rate' && deed.question === 'should')
      forgetTyped(place + reasonName(deed.statementId, deed.round))
    drop(key)
  }
  const called = ({ deed, held: no }: Entry) => {
    if (deed.does === 'rate') {
      const stands = statements.data?.find(({ id }) => id === deed.statementId)
      return t('anAnswer', { text: stands?.text ?? String(no?.facts.words ?? '') })
    }
    if (deed.does === 'signal' || deed.does === 'delete-view') return t('aDeletion')
    if (deed.does === 'add-view' || deed.does === 'edit-view') return t('aView', { text: deed.text })
    return t(`called.${deed.does}`, { text: wordsOf(deed) })
  }
  return (
    <section className="banner warn" aria-labelledby="held" role="alert">
      <h2 id="held">{t('heldTitle', { count: held.length })}</h2>
      <ul className="plain-list stack">
        {held.map((entry) => {
          const stands = standing(entry)
          return (
            <li key={entry.key}>
              <p>
                {called(entry)} <span className="muted">{entry.held && say(entry.held)}</span>
              </p>
              {furtherWords(entry).map((words) => (
                <p key={words} className="small">
                  “{words}”
                </p>
              ))}
              {stands && <p className="small">{t(stands)}</p>}
              {!stands && isMarked(entry) && <p className="small">{t('willBeMarked')}</p>}
              <div className="row">
                {!stands && mayBeLate(entry) && (
                  <button type="button" className="button small first" onClick={() => again(entry.key, { late: true })}>
                    {t('sendLate')}
                  </button>
                )}
                <button type="button" className="button small" onClick={() => putAway(entry)}>
                  {t('putAway')}
                </button>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What to say of a refused answer where one was given in private: that stands, and a later one has no place, however late. */
function useStanding(now: SessionNow, asked: boolean) {
  const sessionId = now.sessionId as SessionId
  const mine = useTRPC().rating.mine.queryOptions({ sessionId, ballot: useBallot(now) })
  const stored = useQuery({ ...mine, enabled: asked, staleTime: Number.POSITIVE_INFINITY })
  return ({ deed, held }: Entry): 'reasonTooLate' | 'changeTooLate' | undefined => {
    if (deed.does !== 'rate' || held?.code !== 'rating.already_shown') return undefined
    const { statementId, question, round } = deed
    const own = stored.data?.find(
      (one) => one.statementId === statementId && one.question === question && one.round === round,
    )
    if (own?.showing !== 'before') return undefined
    return own.answer === deed.answer ? 'reasonTooLate' : 'changeTooLate'
  }
}

const isMarked = ({ held, late }: Entry) => held?.code === 'rating.already_shown' && !late

const mayBeLate = (entry: Entry) => {
  const code = entry.held?.code
  if (isMarked(entry) || code === 'rating.not_the_time') return true
  if (code === 'view.not_the_time') return entry.deed.does === 'add-view'
  return code === 'step.not_the_time' && !entry.late && STEP_OF[entry.deed.does] !== undefined
}

/** What else was written in it: this list is the last place where it can be read. */
function furtherWords({ deed }: Entry): string[] {
  if (deed.does === 'reflect') return [deed.soWhat, deed.nowWhat].filter((words) => words !== undefined && words !== '')
  return (deed.does === 'answer-proposition' || deed.does === 'rate') && deed.reason ? [deed.reason] : []
}

/** The words that somebody knows a deed by. */
function wordsOf(deed: Entry['deed']): string {
  if ('text' in deed) return deed.text
  if (deed.does === 'reflect') return deed.happened
  if (deed.does === 'propose-activity') return deed.title
  return deed.does === 'suggest-backer' ? deed.label : ''
}
