'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import type { Me } from '#app/_session/me.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { DRAFTED_AT, type Draft, type DraftOf, keepDraft, readDraft } from './draft.ts'

/** What somebody was writing when the convenor moved on: they send it late, where they meant it to go, or delete it. */
export function KeptDraft({ now: { sessionId, step }, me: { seatId, earlier } }: { now: SessionNow; me: Me }) {
  // At its own step it stands in the form.
  return DRAFTED_AT.filter((at) => at !== step).map((at) => (
    <Kept key={`${at} ${step}`} {...{ at, sessionId, seatId, earlier }} />
  ))
}

function Kept({ at, sessionId, seatId, earlier }: DraftOf) {
  const t = useTranslations('outbox')
  const { put } = useOutbox()
  const [draft, setDraft] = useState<Draft>()
  useEffect(() => setDraft(readDraft({ at, sessionId, seatId, earlier })), [at, sessionId, seatId, earlier])
  if (!draft) return null
  const done = () => {
    keepDraft({ at, sessionId, seatId, earlier }, undefined)
    setDraft(undefined)
  }
  return (
    <div className="banner warn" role="alert">
      <p>{t('movedOn', { text: draft.text })}</p>
      <div className="row">
        <button
          type="button"
          className="button small first"
          onClick={() => {
            const facet = draft.place === 'middle' ? draft.facet : null
            put({ does: 'add-view', viewId: newId<'view'>(), ...draft, facet }, { late: true })
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
