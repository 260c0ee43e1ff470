'use client'
import { useMutation } from '@tanstack/react-query'
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
  if (report.isSuccess)
    return (
      <span role="status" className="muted small">
        {t('reported')}
      </span>
    )
  return (
    <>
      <button
        type="button"
        className="button quiet small"
        disabled={report.isPending}
        onClick={() =>
          report.mutate({ sessionId: now.sessionId, kind, thingId, ballot: ballotNow(now, `report-${thingId}`) })
        }
        aria-label={t('reportNamed', { text })}
      >
        {t('report')}
      </button>
      {report.isError && (
        <span className="wrong small" role="alert">
          {say(report.error)}
        </span>
      )}
    </>
  )
}
