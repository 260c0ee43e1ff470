'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { WhereWeDiffer } from '#app/_disagreement/where-we-differ.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { KeepAnswers } from './keep-answers.tsx'

/** The end: thanks, what one gave, and what was shown. */
export function Finish({ now }: { now: SessionNow }) {
  const t = useTranslations('session')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const views = useQuery(trpc.view.mine.queryOptions({ sessionId }))
  const ratings = useQuery(trpc.rating.mine.queryOptions({ sessionId }))
  const rated = new Set(ratings.data?.map(({ statementId }) => statementId)).size
  return (
    <div className="stack">
      <div>
        <h1>{t('thanks')}</h1>
        {views.data && ratings.data && <p>{t('finishLead', { views: views.data.length, ratings: rated })}</p>}
        <p>{t('finishKept')}</p>
      </div>
      <KeepAnswers sessionId={sessionId} />
      {now.shownRound > 0 && <WhereWeDiffer now={now} ownAnswers level={2} />}
    </div>
  )
}
