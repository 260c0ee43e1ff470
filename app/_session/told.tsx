'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SessionNow } from '#server/session/now.ts'
import type { Call } from '#server/vocabulary/signal.ts'

const SECONDS = 3

/** What the convenor tells everybody, and where they ask everybody to come. */
export function Told({ now, here, hrefs }: { now: SessionNow; here: Call; hrefs: Record<Call, string> }) {
  return (
    <>
      <Notice now={now} />
      <Called key={now.call?.no ?? 0} now={now} here={here} hrefs={hrefs} />
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

/** An offer: goes there in three seconds, unless somebody stays or is writing. */
function Called({ now, here, hrefs }: { now: SessionNow; here: Call; hrefs: Record<Call, string> }) {
  const t = useTranslations('told')
  // Whoever opens the page after a call is where they want to be.
  const [fresh] = useState(
    () => firstCall.get(now.sessionId) !== undefined && firstCall.get(now.sessionId) !== now.call?.no,
  )
  const [staying, setStaying] = useState(false)
  const [left, setLeft] = useState(SECONDS)
  const to = now.call?.to
  const offered = fresh && to !== undefined && to !== here && !staying
  useEffect(() => {
    if (!firstCall.has(now.sessionId)) firstCall.set(now.sessionId, now.call?.no ?? 0)
  }, [now.sessionId, now.call])
  useEffect(() => {
    if (!offered) return
    const timer = setInterval(() => setLeft((had) => (isWriting() ? SECONDS : had - 1)), 1_000)
    return () => clearInterval(timer)
  }, [offered])
  useEffect(() => {
    if (offered && left <= 0) window.location.assign(hrefs[to])
  }, [offered, left, to, hrefs])
  if (!offered) return null
  return (
    <div className="banner told" role="alertdialog" aria-label={t(`to.${to}`)}>
      <p>
        <strong>{t(`to.${to}`)}</strong> {t('goingIn', { seconds: Math.max(0, left) })}
      </p>
      <div className="row">
        <a className="button small first" href={hrefs[to]}>
          {t('go')}
        </a>
        <button type="button" className="button small" onClick={() => setStaying(true)}>
          {t('stay')}
        </button>
      </div>
    </div>
  )
}

const isWriting = () => /^(TEXTAREA|INPUT|SELECT)$/.test(document.activeElement?.tagName ?? '')

// The call that stood when this page was opened, by workshop.
const firstCall = new Map<string, number>()
