'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** Closes the workshop for good, after asking once. */
export function CloseWorkshop({ now }: { now: SessionNow }) {
  const t = useTranslations('convene')
  const common = useTranslations('common')
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
      {asking ? (
        <div className="row" role="alertdialog" aria-label={t('closeAsk')}>
          <strong>{t('closeAsk')}</strong>
          <button
            type="button"
            className="button danger"
            onClick={() => close.mutate({ sessionId })}
            disabled={close.isPending}
          >
            {t('close')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {common('cancel')}
          </button>
        </div>
      ) : (
        <button type="button" className="button danger" onClick={() => setAsking(true)}>
          {t('close')} …
        </button>
      )}
    </section>
  )
}
