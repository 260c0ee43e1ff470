'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Call } from '#server/vocabulary/signal.ts'

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

const WORDS = 'textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])'

// Where words were typed last and not sent yet. A tick pressed after them takes the focus away, on some phones to nowhere.
let typedIn: HTMLFormElement | null = null
if (typeof document !== 'undefined') {
  const note = ({ target }: Event) => {
    const field = target as HTMLInputElement
    if (field.matches(WORDS)) typedIn = field.value === '' ? null : field.form
  }
  document.addEventListener('input', note, true)
  document.addEventListener('submit', () => {
    typedIn = null
  })
}

const isWriting = (): boolean => document.activeElement?.matches(WORDS) === true || typedIn?.isConnected === true
