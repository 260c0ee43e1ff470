'use client'
import { useTranslations } from 'use-intl/react'

/** The way to the report as a file for other programs. */
export function SaveJson({ sessionId }: { sessionId: string }) {
  const t = useTranslations('talk')
  return (
    <p className="row save-json">
      <a className="button" href={`/session/${sessionId}/report`} download="where-we-differ.json">
        {t('json')}
      </a>
      <span className="small muted">{t('jsonHelp')}</span>
    </p>
  )
}
