'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Label } from '#server/vocabulary/label.ts'
import { KindLabel } from './kind-label.tsx'
import './differ.css'

/** A label that opens how it is worked out: its rule, then the reader's own statements as the example. */
export function OpenLabel({ kind, count, children }: { kind: Label; count?: number; children: ReactNode }) {
  const t = useTranslations('rules')
  return (
    <details className="open-label">
      <summary>
        <KindLabel kind={kind} count={count} />
        <span className="unseen">: {t('how')}</span>
      </summary>
      <p>
        {t(kind)} {children}
      </p>
    </details>
  )
}
