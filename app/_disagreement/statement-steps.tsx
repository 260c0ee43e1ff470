'use client'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'

const MANY = 30

/** Statements one under the other; on a phone one a screen, turned by buttons, or all at once for whoever prefers that. */
export function StatementSteps({ items }: { items: readonly { readonly key: string; readonly shown: ReactNode }[] }) {
  const t = useTranslations('differ.steps')
  const [at, setAt] = useState(0)
  const [all, setAll] = useState(false)
  // So many are turned one by one on a laptop as well.
  const many = items.length > MANY ? ' many' : ''
  const list = useRef<HTMLOListElement>(null)
  const turn = (by: number) => {
    const next = Math.min(items.length - 1, Math.max(0, at + by))
    setAt(next)
    // Whoever reads on, or listens, goes on where the new statement begins.
    requestAnimationFrame(() => {
      const item = list.current?.children[next] as HTMLElement | undefined
      item?.focus({ preventScroll: true })
      item?.scrollIntoView({ block: 'start' })
    })
  }
  return (
    <>
      <ol ref={list} className={all ? 'plain-list stack' : `plain-list stack one-at-a-time${many}`}>
        {items.map(({ key, shown }, i) => (
          <li key={key} className={i === at ? 'panel here' : 'panel'} tabIndex={-1}>
            {shown}
          </li>
        ))}
      </ol>
      {items.length > 1 && (
        <nav className={`statement-turn${many}`} aria-label={t('label')}>
          {!all && (
            <>
              <button type="button" className="button" aria-disabled={at === 0} onClick={() => turn(-1)}>
                {t('previous')}
              </button>
              <p role="status">{t('at', { no: at + 1, of: items.length })}</p>
              <button type="button" className="button" aria-disabled={at === items.length - 1} onClick={() => turn(1)}>
                {t('next')}
              </button>
            </>
          )}
          <button type="button" className="button quiet" onClick={() => setAll(!all)}>
            {t(all ? 'one' : 'all')}
          </button>
        </nav>
      )}
    </>
  )
}
