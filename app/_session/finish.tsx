'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { WhereWeDiffer } from '#app/_disagreement/where-we-differ.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useOwnViews } from '#app/_views/use-own-views.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { useBallot } from './ballot.ts'
import { KeepAnswers } from './keep-answers.tsx'
import type { Me } from './me.ts'

/** The end: thanks, what one gave, and what was shown. */
export function Finish({ now, me }: { now: SessionNow; me: Pick<Me, 'mailsGo'> }) {
  const t = useTranslations('session')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const views = useOwnViews(now).views
  const ballot = useBallot(now)
  const ratings = useQuery(trpc.rating.mine.queryOptions({ sessionId, ballot }))
  const rated = new Set(ratings.data?.map(({ statementId }) => statementId)).size
  return (
    <div className="stack">
      <div>
        <h1>{t('thanks')}</h1>
        <p className={ratings.data ? undefined : 'coming'}>
          {t('finishLead', { views: views.length, ratings: rated })}
        </p>
        <p>{t('finishKept')}</p>
      </div>
      {/* What nobody's name hangs on can't be handed to anybody. */}
      {now.attribution !== 'none' && <KeepAnswers sessionId={sessionId} mailsGo={me.mailsGo} />}
      {now.shownRound > 0 && <WhereWeDiffer now={now} ownAnswers level={2} />}
    </div>
  )
}
