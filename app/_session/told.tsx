'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { Call } from '#server/vocabulary/signal.ts'

// There long before anybody is called.
const Called = behind(() => import('./called.tsx').then((file) => file.Called), { soon: true })

/** What the convenor tells everybody, and where they ask everybody to come. */
export function Told({ now, here, hrefs }: { now: SessionNow; here: Call; hrefs: Record<Call, string> }) {
  // Whoever opens the page after a call is where they want to be.
  const [stood] = useState(now.call?.no)
  const { call } = now
  return (
    <>
      <Notice now={now} />
      {call && call.no !== stood && call.to !== here && <Called key={call.no} to={call.to} hrefs={hrefs} />}
    </>
  )
}

/** Stands until the next one, or until its reader puts it away. */
function Notice({ now: { notice } }: { now: SessionNow }) {
  const t = useTranslations('told')
  const [read, setRead] = useState(0)
  const seen = notice && notice.no > read
  return (
    // There before the words are, so that they are read out when they come.
    <div role="status">
      {seen && (
        <p className="banner told row apart">
          <span>
            <strong>{t('convenor')}</strong> {notice.text}
          </span>
          <button type="button" className="button small" onClick={() => setRead(notice.no)}>
            {t('read')}
          </button>
        </p>
      )}
    </div>
  )
}
