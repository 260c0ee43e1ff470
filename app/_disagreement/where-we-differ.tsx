'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { AbsentHere } from '#app/_governance/absent-here.tsx'
import { useBallot } from '#app/_session/ballot.ts'
import { InsideOwn } from '#app/_talk/inside-own.tsx'
import { SaveJson } from '#app/_talk/save-json.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { StatementsFirst } from './statements-first.tsx'

// Fetched when there are figures to show: what stands below the statements, or only where two questions were asked.
const AROUND = {
  FourFields: behind(() => import('./four-fields.tsx').then((file) => file.FourFields)),
  FurtherSections: behind(() => import('./further-sections.tsx').then((file) => file.FurtherSections)),
}

/** Where partners differ, in a running workshop: empty until the convenor shows the answers. */
export function WhereWeDiffer({
  now,
  ownAnswers = false,
  level = 1,
}: {
  now: SessionNow
  ownAnswers?: boolean
  level?: 1 | 2
}) {
  const t = useTranslations('answers')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const shown = useQuery({
    ...trpc.disagreement.shown.queryOptions({ sessionId }),
    enabled: now.shownRound > 0,
    refetchOnMount: 'always',
  })
  const ballot = useBallot(now)
  const mine = useQuery({ ...trpc.rating.mine.queryOptions({ sessionId, ballot }), enabled: ownAnswers })
  const inside = useQuery({
    ...trpc.disagreement.inside.queryOptions({ sessionId }),
    enabled: ownAnswers && now.shownRound > 0,
  })
  const Title = level === 1 ? 'h1' : 'h2'
  if (now.shownRound === 0 || !shown.data) {
    return (
      <>
        <Title>{t('title')}</Title>
        <p className="muted">{t('none')}</p>
      </>
    )
  }
  const own = new Map(
    mine.data
      ?.filter(({ question, round }) => question === 'should' && round <= now.shownRound)
      .flatMap(({ statementId, answer }) => (answer === null ? [] : [[statementId as string, answer] as const])),
  )
  const split = new Map(inside.data?.map(({ statementId, people }) => [statementId, people]))
  return (
    <div className="stack">
      <AbsentHere sessionId={now.sessionId} />
      <StatementsFirst
        {...{ shown: shown.data, partners: now.people.partners, own, inside: split, level, around: AROUND }}
      />
      {ownAnswers && <InsideOwn now={now} />}
      <SaveJson sessionId={now.sessionId} />
    </div>
  )
}
