'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { MailsGo } from '#server/work.ts'

/**
 * Keeps what one gave, by a link to one's own mailbox. A server without mail says so before anybody types an address: there,
 * whoever runs it has the link.
 */
export function KeepAnswers({ sessionId, mailsGo }: { sessionId: SessionId; mailsGo: MailsGo }) {
  const t = useTranslations('keep')
  const say = useRefusalWords()
  const out = mailsGo === 'out'
  const trpc = useTRPC()
  const [email, setEmail] = useState('')
  const ask = useMutation(trpc.participant.askToKeep.mutationOptions())
  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!ask.isPending) ask.mutate({ sessionId, email })
      }}
    >
      <h2>{t('heading')}</h2>
      <div className="field">
        <label htmlFor="keep-email">{t('email')}</label>
        <span className="hint" id="keep-hint">
          {out ? t('hint') : t('hintLogged')}
        </span>
        {ask.isError && (
          <span className="wrong" id="keep-wrong" role="alert">
            {say(ask.error)}
          </span>
        )}
        <input
          id="keep-email"
          type="email"
          autoComplete="email"
          value={email}
          aria-invalid={ask.isError || undefined}
          aria-describedby={ask.isError ? 'keep-hint keep-wrong' : 'keep-hint'}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <button type="submit" className="button first" aria-disabled={ask.isPending}>
        {out ? t('send') : t('make')}
      </button>
      <p role="status" style={{ marginBlockStart: ask.isSuccess ? '0.75rem' : 0 }}>
        {ask.isSuccess && (out ? t('sent') : t('logged'))}
      </p>
    </form>
  )
}
