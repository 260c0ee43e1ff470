'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** Who backs us, as the room knows it: the convenor puts each into the register, or sets it aside. */
export function Suggestions({ now }: { now: SessionNow }) {
  const t = useTranslations('triangleCheck')
  const words = useTranslations('backing')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const [wrong, setWrong] = useState('')
  const question = trpc.authoriser.suggestions.queryOptions({ sessionId })
  const told = useQuery(question)
  const { refetch } = told
  const { backers } = now.written
  useEffect(() => {
    if (backers >= 0) void refetch()
  }, [backers, refetch])
  const settle = useMutation(
    trpc.authoriser.settleSuggestion.mutationOptions({
      onSuccess: () => setWrong(''),
      onError: (error) => setWrong(say(error)),
      onSettled: () => cache.invalidateQueries({ queryKey: question.queryKey }),
    }),
  )
  return (
    <section aria-labelledby="suggestions" style={{ marginBlockStart: '1rem' }}>
      <h3 id="suggestions">{t('told', { count: told.data?.length ?? 0 })}</h3>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <ul className="plain-list">
        {told.data?.map(({ id, label, gives, basis, endsOn, capacity, state, partnerId }) => {
          const partner = now.people.partners.find((one) => one.id === partnerId)
          const about = [
            gives.map((gift) => words(`gifts.${gift}`)).join(', '),
            words(`bases.${basis}`),
            endsOn && t('untilDay', { day: sayDay(endsOn) }),
            partner && t('from', { partner: partner.name }),
          ]
          return (
            <li key={id} className="note">
              <p>
                <strong>
                  <Said>{label}</Said>
                </strong>
                <br />
                <span className="muted small">{about.filter(Boolean).join(' · ')}</span>
                {capacity && (
                  <>
                    <br />
                    {t('takes', { capacity })}
                  </>
                )}
              </p>
              {state === 'added' ? (
                <p className="muted">{t('added')}</p>
              ) : (
                <p className="row">
                  <button
                    type="button"
                    className="button small first"
                    onClick={() => settle.mutate({ sessionId, suggestionId: id, as: 'added' })}
                    aria-label={t('addNamed', { label })}
                  >
                    {t('add')}
                  </button>
                  {state === 'open' ? (
                    <button
                      type="button"
                      className="button small"
                      onClick={() => settle.mutate({ sessionId, suggestionId: id, as: 'set-aside' })}
                      aria-label={t('setAsideNamed', { label })}
                    >
                      {t('setAside')}
                    </button>
                  ) : (
                    <span className="muted">{t('isAside')}</span>
                  )}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
