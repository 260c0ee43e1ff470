'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Call } from '#server/vocabulary/signal.ts'
import { isWriting } from './is-writing.ts'

const SECONDS = 3

/** An offer: goes there in three seconds, unless somebody stays or is writing. */
export function Called({ to, hrefs }: { to: Call; hrefs: Record<Call, string> }) {
  const t = useTranslations('told')
  const [staying, setStaying] = useState(false)
  const [left, setLeft] = useState(SECONDS)
  const [isOver, href] = [left <= 0, hrefs[to]]
  useEffect(() => {
    // Once is enough: going there again would begin the way anew each time.
    if (staying || isOver) return
    const timer = setInterval(() => setLeft((had) => (isWriting() ? SECONDS : had - 1)), 1_000)
    return () => clearInterval(timer)
  }, [staying, isOver])
  useEffect(() => {
    if (!staying && isOver) window.location.assign(href)
  }, [staying, isOver, href])
  if (staying) return null
  return (
    <div className="banner told" role="alertdialog" aria-label={t(`to.${to}`)}>
      <p>
        <strong>{t(`to.${to}`)}</strong> {t('goingIn', { seconds: Math.max(0, left) })}
      </p>
      <div className="row">
        <a className="button small first" href={href}>
          {t('go')}
        </a>
        <button type="button" className="button small" onClick={() => setStaying(true)}>
          {t('stay')}
        </button>
      </div>
    </div>
  )
}
