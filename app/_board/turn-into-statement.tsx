'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { makeOnce } from '#app/_trpc/once.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { CardView } from '#server/board/view.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

/** Makes a statement to rate out of a card: its words can be shortened on the way; the card stays, and is named by it. */
export function TurnIntoStatement({ card, sessionId }: { card: CardView; sessionId: string }) {
  const t = useTranslations('board')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const of = { sessionId: sessionId as SessionId }
  const [words, setWords] = useState(card.text)
  const [wrong, setWrong] = useState('')
  const [once] = useState(makeOnce)
  const add = useMutation(
    trpc.statement.add.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.statement.list.queryKey(of) }),
      onError: (error) => setWrong(say(error)),
    }),
  )
  const tooMany = [...words.trim()].length - LIMITS.statementText
  if (add.isSuccess) return <p role="status">{t('turned')}</p>
  return (
    <details>
      <summary>{t('turnInto')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (tooMany > 0 || words.trim() === '' || add.isPending) return
          const { id: statementId, ...said } = once.of<{ text: string }, 'statement'>({ text: words })
          add.mutate({ ...of, ...said, statementId, fromCard: card.id })
        }}
      >
        <div className="field">
          <label htmlFor="statement-words">{t('statementWords')}</label>
          <textarea
            id="statement-words"
            value={words}
            aria-describedby="statement-room"
            aria-invalid={tooMany > 0}
            onChange={(event) => setWords(event.target.value)}
          />
          <span id="statement-room" className={tooMany > 0 ? 'wrong small' : 'muted small'} role="status">
            {tooMany > 0 ? t('tooLong', { count: tooMany }) : t('room', { count: -tooMany })}
          </span>
        </div>
        {wrong && (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
        <button type="submit" className="button" aria-disabled={tooMany > 0 || words.trim() === '' || add.isPending}>
          {t('turnInto')}
        </button>
      </form>
    </details>
  )
}
