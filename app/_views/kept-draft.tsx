'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import type { Me } from '#app/_session/me.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { keepDraft, readDraft } from './draft.ts'

/** What somebody was writing when the convenor moved on: they send it late, or delete it. */
export function KeptDraft({ now, me }: { now: SessionNow; me: Me }) {
  const t = useTranslations('outbox')
  const { put } = useOutbox()
  const [text, setText] = useState('')
  const { sessionId, step } = now
  const { seatId, earlier } = me
  useEffect(
    () => setText(step === 'views' ? '' : readDraft(sessionId, seatId, earlier)),
    [sessionId, step, seatId, earlier],
  )
  if (!text) return null
  const done = () => {
    keepDraft(sessionId, seatId, '')
    setText('')
  }
  return (
    <div className="banner warn" role="alert">
      <p>{t('movedOn', { text })}</p>
      <div className="row">
        <button
          type="button"
          className="button small first"
          onClick={() => {
            put({ does: 'add-view', viewId: newId<'view'>(), place: 'middle', facet: null, text }, { late: true })
            done()
          }}
        >
          {t('sendLate')}
        </button>
        <button type="button" className="button small" onClick={done}>
          {t('putAway')}
        </button>
      </div>
    </div>
  )
}
