'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { makeOnce } from '#app/_trpc/once.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Said } from '#app/_words/said.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { Wordings } from './wordings.tsx'

/** The statements to rate: typed here, or turned from cards on the board. They can change until somebody has rated them. */
export function Statements({ now }: { now: SessionNow }) {
  const t = useTranslations('convene')
  const common = useTranslations('common')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const [wrong, setWrong] = useState('')
  const [text, setText] = useState('')
  // A second try of the same words adds no second one; other words are another statement.
  const [once] = useState(makeOnce)
  const [editing, setEditing] = useState<string | undefined>()
  const list = useQuery({ ...trpc.statement.desk.queryOptions({ sessionId }), refetchInterval: 10_000 })
  const done = {
    onSuccess: () => {
      setWrong('')
      return cache.invalidateQueries({ queryKey: trpc.statement.desk.queryKey({ sessionId }) })
    },
    onError: (error: unknown) => setWrong(say(error)),
  }
  const { refetch } = list
  const { finished } = now.progress
  // The first answer to a statement settles its words.
  useEffect(() => {
    if (finished >= 0 && now.stepNo >= 0) void refetch()
  }, [finished, now.stepNo, refetch])
  const add = useMutation(
    trpc.statement.add.mutationOptions({
      ...done,
      onSuccess: (_id, { text: stored }) => {
        // What was typed meanwhile is the next one.
        setText((typed) => (typed === stored ? '' : typed))
        once.stored()
        return done.onSuccess()
      },
    }),
  )
  const reword = useMutation(
    trpc.statement.reword.mutationOptions({
      ...done,
      onSuccess: (_done, { statementId }) => {
        // Another that is being reworded stays open, with what was typed.
        setEditing((one) => (one === statementId ? undefined : one))
        return done.onSuccess()
      },
    }),
  )
  const withdraw = useMutation(trpc.statement.withdraw.mutationOptions(done))
  return (
    <section aria-labelledby="statements">
      <h2 id="statements">
        {t('statements')} ({list.data?.length ?? now.statements})
      </h2>
      {list.data?.length === 0 && <p className="muted">{t('noStatements')}</p>}
      <ol className="plain-list">
        {list.data?.map(({ id, no, text: words, fromCard, rated, ...one }) => (
          <li key={id} className="note">
            {editing === id ? (
              <form
                className="row"
                onSubmit={(event) => {
                  // Not as an action of the form: that would take back what was typed, also when it is refused.
                  event.preventDefault()
                  const text = String(new FormData(event.currentTarget).get('text'))
                  reword.mutate({ sessionId, statementId: id, text })
                }}
              >
                <input
                  type="text"
                  name="text"
                  aria-label={t('reword', { no })}
                  defaultValue={words}
                  maxLength={LIMITS.statementText}
                  style={{ flex: '1 1 16rem', inlineSize: 'auto' }}
                />
                <button type="submit" className="button small first">
                  {common('save')}
                </button>
                <button type="button" className="button small" onClick={() => setEditing(undefined)}>
                  {common('cancel')}
                </button>
              </form>
            ) : (
              <div className="row apart">
                <span style={{ flex: '1 1 16rem' }}>
                  {no}. <Said language={one.language}>{words}</Said>
                  {fromCard && (
                    <>
                      {' '}
                      <a
                        className="small"
                        href={`/session/${sessionId}/board?as=convenor#card-${encodeURIComponent(fromCard)}`}
                        aria-label={t('fromCardOf', { no })}
                      >
                        {t('fromCard')}
                      </a>
                    </>
                  )}
                </span>
                {rated ? (
                  <span className="muted small">{t('rated')}</span>
                ) : (
                  <span className="row">
                    <button
                      type="button"
                      className="button small"
                      aria-label={t('reword', { no })}
                      onClick={() => setEditing(id)}
                    >
                      {common('edit')}
                    </button>
                    <button
                      type="button"
                      className="button small"
                      aria-label={t('withdraw', { no })}
                      onClick={() => withdraw.mutate({ sessionId, statementId: id })}
                    >
                      {common('delete')}
                    </button>
                  </span>
                )}
              </div>
            )}
            <Wordings statement={{ id, no, rated, ...one }} sessionId={sessionId} done={done} />
          </li>
        ))}
      </ol>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const { id: statementId, ...said } = once.of<{ text: string }, 'statement'>({ text })
          add.mutate({ sessionId, ...said, statementId })
        }}
        style={{ marginBlockStart: '1rem' }}
      >
        <div className="field">
          <label htmlFor="new-statement">{t('newStatement')}</label>
          <span className="hint" id="statement-hint">
            {t('statementHint')}
          </span>
          <input
            id="new-statement"
            type="text"
            value={text}
            maxLength={LIMITS.statementText}
            aria-describedby="statement-hint"
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <button type="submit" className="button">
          {t('addStatement')}
        </button>
      </form>
    </section>
  )
}
