'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Hearing } from '#app/_session/use-session-now.ts'
import { useOutbox } from './use-outbox.tsx'

/** Why nothing comes through, what is safe, what to do; and once the way is free again, what was sent. */
export function LineWords({ hearing }: { hearing: Hearing }) {
  const t = useTranslations('outbox')
  const { waiting, kept, is, stored } = useOutbox()
  // A line that died quietly is noticed first by what does not get through.
  const blocked = hearing === 'walled' || hearing === 'cut-off' || is === 'waiting'
  const sent = useSentSince(blocked, stored)
  const count = waiting.length
  if (blocked && hearing !== 'shown-out') {
    return (
      <div className="banner warn" role="status">
        <p>{t(hearing === 'walled' ? 'walled' : 'cutOff')}</p>
        {count > 0 && <p>{t(kept ? 'keptHere' : 'notKeptHere', { count })}</p>}
      </div>
    )
  }
  if (sent > 0 && count === 0)
    return (
      <p className="banner" role="status">
        {t('backOnline', { count: sent })}
      </p>
    )
  return null
}

/** How many were stored since the way was last blocked; 0 while nothing was ever blocked. */
function useSentSince(blocked: boolean, stored: number): number {
  const before = useRef<number | undefined>(undefined)
  const [sent, setSent] = useState(0)
  useEffect(() => {
    if (blocked) before.current ??= stored
    setSent(blocked || before.current === undefined ? 0 : stored - before.current)
  }, [blocked, stored])
  useEffect(() => {
    if (sent === 0 || blocked) return
    const timer = setTimeout(() => {
      before.current = undefined
      setSent(0)
    }, 8_000)
    return () => clearTimeout(timer)
  }, [sent, blocked])
  return sent
}
