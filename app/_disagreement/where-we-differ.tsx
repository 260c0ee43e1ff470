'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useBallot } from '#app/_session/ballot.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { ShownProps } from './shown-here.tsx'
import { useShown } from './use-shown.ts'

// Fetched beside the answers that it draws: the one waits for the other, and neither for both.
const ShownHere = behind(() => import('./shown-here.tsx').then((file) => file.ShownHere), {
  soon: true,
  meanwhile: NotYet,
})

interface Props {
  now: SessionNow
  ownAnswers?: boolean
  level?: 1 | 2
}

/** Where partners differ, in a running workshop: empty until the convenor shows the answers. */
export function WhereWeDiffer(props: Props) {
  // The next round's answers are others: whoever stays here looks again.
  return <OfRound key={props.now.shownRound} {...props} />
}

function OfRound({ now, ownAnswers = false, level = 1 }: Props) {
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const shown = useShown(now)
  const ballot = useBallot(now)
  const mine = useQuery({ ...trpc.rating.mine.queryOptions({ sessionId, ballot }), enabled: ownAnswers })
  const inside = useQuery({
    ...trpc.disagreement.inside.queryOptions({ sessionId }),
    enabled: ownAnswers && now.shownRound > 0,
  })
  if (now.shownRound === 0 || !shown) return <NotYet now={now} level={level} />
  const own = new Map(
    mine.data
      ?.filter(({ question, round }) => question === 'should' && round <= now.shownRound)
      .flatMap(({ statementId, answer }) => (answer === null ? [] : [[statementId as string, answer] as const])),
  )
  const split = new Map(inside.data?.map(({ statementId, people }) => [statementId, people]))
  return <ShownHere {...{ now, shown, own, inside: split, ownAnswers, level }} />
}

function NotYet({ now, level }: Pick<ShownProps, 'now' | 'level'>) {
  const t = useTranslations('answers')
  const common = useTranslations('common')
  const Title = level === 1 ? 'h1' : 'h2'
  return (
    <>
      <Title>{t('title')}</Title>
      {now.shownRound > 0 ? <p className="muted loading">{common('loading')}</p> : <p className="muted">{t('none')}</p>}
    </>
  )
}
