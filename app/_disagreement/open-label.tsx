'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Label } from '#server/vocabulary/label.ts'
import { KindLabel } from './kind-label.tsx'
import './differ.css'

interface Props {
  kind: Label
  count?: number
  /** Of which of its statements it goes by middle answers alone. */
  byMiddle?: 'all' | 'some' | undefined
  children: ReactNode
}

/** A label that opens how it is worked out: its rule, then the reader's own statements as the example. */
export function OpenLabel({ kind, count, byMiddle, children }: Props) {
  const t = useTranslations('rules')
  return (
    <details className="open-label">
      <summary>
        <KindLabel kind={kind} count={count} />
        <span className="unseen">: {t('how')}</span>
      </summary>
      <p>
        {byMiddle === 'all' ? t('byMiddle') : t(kind)} {byMiddle === 'some' && t('someByMiddle')} {children}
      </p>
    </details>
  )
}
