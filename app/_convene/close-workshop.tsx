'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { AskOnce } from './ask-once.tsx'

/** Closes the workshop for good, after asking once. */
export function CloseWorkshop({ now }: { now: SessionNow }) {
  const t = useTranslations('convene')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [wrong, setWrong] = useState('')
  const sessionId = now.sessionId as SessionId
  const close = useMutation(
    trpc.record.close.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.session.now.queryKey({ sessionId }) }),
      onError: (error) => setWrong(say(error)),
    }),
  )
  return (
    <section className="panel" aria-labelledby="close">
      <h2 id="close">{t('closeTitle')}</h2>
      <p>{t('closeLead')}</p>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {asking && (
        <AskOnce
          question={t('closeAsk')}
          yes={t('close')}
          onYes={() => close.mutate({ sessionId })}
          onNo={() => setAsking(false)}
          busy={close.isPending}
          look="danger"
        />
      )}
      <button type="button" className="button danger" onClick={() => setAsking(true)}>
        {t('close')} …
      </button>
    </section>
  )
}
