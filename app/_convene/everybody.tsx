'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { CALLS } from '#server/vocabulary/signal.ts'
import type { DeskDeeds } from './use-desk-deeds.ts'

/** What goes to everybody at once: a message on every screen, and the offer to come to one place. */
export function Everybody({ now, deeds }: { now: SessionNow; deeds: DeskDeeds }) {
  const t = useTranslations('convene')
  const sessionId = now.sessionId as SessionId
  const [text, setText] = useState('')
  return (
    <section className="panel" aria-labelledby="everybody">
      <h2 id="everybody">{t('everybody')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() && !deeds.tell.isPending)
            deeds.tell.mutate(
              { sessionId, text },
              { onSuccess: () => setText((typed) => (typed === text ? '' : typed)) },
            )
        }}
      >
        <div className="field">
          <label htmlFor="tell">{t('tell')}</label>
          <input
            id="tell"
            type="text"
            value={text}
            maxLength={LIMITS.noticeText}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <div className="row">
          <button type="submit" className="button" aria-disabled={deeds.tell.isPending}>
            {t('tellIt')}
          </button>
          {CALLS.map((to) => (
            <button key={to} type="button" className="button" onClick={() => deeds.call.mutate({ sessionId, to })}>
              {t(`call-${to}`)}
            </button>
          ))}
        </div>
      </form>
      {now.notice && (
        <p className="row">
          <span>{t('onScreens', { text: now.notice.text })}</span>
          <button type="button" className="button small" onClick={() => deeds.tell.mutate({ sessionId, text: '' })}>
            {t('takeDown')}
          </button>
        </p>
      )}
    </section>
  )
}
