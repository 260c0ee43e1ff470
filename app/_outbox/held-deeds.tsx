'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { takesViews } from '#server/vocabulary/step.ts'
import type { Entry } from './deed.ts'
import { useOutbox } from './use-outbox.tsx'

/** What the server had no place for: whose it is sends it late, or deletes it. Nothing is thrown away unasked. */
export function HeldDeeds({ now }: { now: SessionNow }) {
  const t = useTranslations('outbox')
  const refusal = useTranslations('refusal')
  const say = refusal as unknown as (key: string, facts?: Record<string, string | number>) => string
  const trpc = useTRPC()
  const { held, again, drop } = useOutbox()
  const asked = held.some(({ deed }) => deed.does === 'rate')
  const list = trpc.statement.list.queryOptions({ sessionId: now.sessionId as SessionId })
  const statements = useQuery({ ...list, enabled: asked })
  // The room went back to where there is a place for it: then nobody needs to be asked.
  useEffect(() => {
    for (const entry of held) if (fitsNow(entry, now)) again(entry.key)
  }, [held, again, now])
  if (held.length === 0) return null
  const called = ({ deed }: Entry) => {
    if (deed.does === 'rate')
      return t('anAnswer', { text: statements.data?.find(({ id }) => id === deed.statementId)?.text ?? '' })
    return deed.does === 'delete-view' ? t('aDeletion') : t('aView', { text: deed.text })
  }
  return (
    <section className="banner warn" aria-labelledby="held" role="alert">
      <h2 id="held">{t('heldTitle', { count: held.length })}</h2>
      <ul className="plain-list stack">
        {held.map((entry) => (
          <li key={entry.key}>
            <p>
              {called(entry)} <span className="muted">{say(entry.held?.code ?? '', entry.held?.facts)}</span>
            </p>
            {isMarked(entry) && <p className="small">{t('willBeMarked')}</p>}
            <div className="row">
              {mayBeLate(entry) && (
                <button type="button" className="button small first" onClick={() => again(entry.key, { late: true })}>
                  {t('sendLate')}
                </button>
              )}
              <button type="button" className="button small" onClick={() => drop(entry.key)}>
                {t('putAway')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isMarked = ({ held, late }: Entry) => held?.code === 'rating.already_shown' && !late
const mayBeLate = (entry: Entry) =>
  isMarked(entry) ||
  entry.held?.code === 'rating.not_the_time' ||
  (entry.held?.code === 'view.not_the_time' && entry.deed.does === 'add-view')

const fitsNow = ({ held, deed }: Entry, { step, round }: SessionNow) =>
  deed.does === 'rate'
    ? held?.code === 'rating.not_the_time' && step === 'rate' && deed.round === round
    : held?.code === 'view.not_the_time' && takesViews(step)
