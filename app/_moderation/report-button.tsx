'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { ballotNow } from '#app/_session/ballot.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Written } from '#server/vocabulary/moderation.ts'

interface Props {
  now: Pick<SessionNow, 'sessionId' | 'attribution'>
  kind: Written
  thingId: string
  text: string
}

/** Tells the convenor that something should not stand here. Nobody else learns of it. */
export function ReportButton({ now, kind, thingId, text }: Props) {
  const t = useTranslations('moderation')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const report = useMutation(trpc.moderation.report.mutationOptions())
  const told = useRef<HTMLSpanElement>(null)
  // Whoever pressed goes on from where they were: the button is gone. Unless they write elsewhere by now.
  useEffect(() => {
    if (report.isSuccess && document.activeElement === document.body) told.current?.focus()
  }, [report.isSuccess])
  const press = () => {
    // Not greyed out meanwhile: that would take the focus away.
    if (!report.isPending)
      report.mutate({ sessionId: now.sessionId, kind, thingId, ballot: ballotNow(now, `report-${thingId}`) })
  }
  return (
    <>
      {!report.isSuccess && (
        <button
          type="button"
          className="button quiet small"
          aria-disabled={report.isPending}
          onClick={press}
          aria-label={t('reportNamed', { text })}
        >
          {t('report')}
        </button>
      )}
      <span role="status" className="muted small" ref={told} tabIndex={-1}>
        {report.isSuccess && t('reported')}
      </span>
      {report.isError && (
        <span className="wrong small" role="alert">
          {say(report.error)}
        </span>
      )}
    </>
  )
}
