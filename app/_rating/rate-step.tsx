'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Saving } from '#app/_outbox/saving.tsx'
import { ShownAs } from '#app/_session/small-group.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { untilAnswered } from '#app/_trpc/trpc-provider.tsx'
import { useAgainWhen } from '#app/_trpc/use-again-when.ts'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { ANSWERS_TO, type Answer, type Mandate, type Question } from '#server/vocabulary/rating-scale.ts'
import { RateStatement } from './rate-statement.tsx'
import { useAnswers } from './use-answers.ts'

// What stands when somebody comes is not said: it may come behind, though with this step's file, while there is a network.
const SaidAtQuarters = behind(() => import('#app/_session/said-at-quarters.tsx').then((file) => file.SaidAtQuarters), {
  soon: true,
})
const KEYS: Record<string, Answer> = { '1': -2, '2': -1, '3': 0, '4': 1, '5': 2, '0': 'unclear' }

/** Rating in private: one statement at a time, or all on one page. */
export function RateStep({ now, partnerId }: { now: SessionNow; partnerId: string | null }) {
  const t = useTranslations('rate')
  const common = useTranslations('common')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const statements = useQuery({
    ...trpc.statement.list.queryOptions({ sessionId }),
    refetchInterval: (query) => (now.statements === 0 ? 3_000 : untilAnswered(query)),
  })
  // The convenor may add or reword a statement while people rate: nobody could finish, or they would answer what is not asked.
  useAgainWhen(now.statementsRead, statements.refetch)
  const { current, before, give, loaded, byColleague } = useAnswers(now, partnerId)
  const { at: turnedTo, go, shownIn } = useTurning()
  const [onePage, setOnePage] = useState(false)
  const [mandate, setMandate] = useState<Mandate>('own')
  const list = statements.data ?? []
  // The convenor may take out the last one while somebody stands at it.
  const at = Math.max(0, Math.min(turnedTo, list.length - 1))
  const shown = onePage ? list : list.slice(at, at + 1)
  const needed = now.questions.filter((question) => question !== 'most')
  const done =
    list.length > 0 &&
    list.every(({ id }) => needed.every((question) => current(id, question) || byColleague(id, question)))

  function pressed(event: React.KeyboardEvent) {
    const statement = shown[0]
    const answer = KEYS[event.key]
    const target = event.target as HTMLElement
    if (onePage || !statement || answer === undefined || target.matches('textarea, select')) return
    // Those are the browser's own.
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // The question that somebody is at, else the first they have not answered.
    const at = target.closest<HTMLElement>('[data-question]')?.dataset.question as Question | undefined
    const question = at ?? now.questions.find((one) => !current(statement.id, one)) ?? 'should'
    if (!ANSWERS_TO[question].includes(answer)) return
    const had = current(statement.id, question)
    give(statement.id, question, { answer, mandate: had?.mandate ?? mandate, reason: had?.reason ?? '' })
  }

  if (statements.data && list.length === 0)
    return (
      <>
        <h1 className="unseen">{now.name}</h1>
        <p className="muted">{t('none')}</p>
      </>
    )
  if (!loaded || !statements.data) return <p className="muted">{common('loading')}</p>
  return (
    // A press beside the answers is for them too: the keys are heard wherever in here the focus is, and nowhere else.
    <fieldset ref={shownIn} tabIndex={-1} aria-label={now.name} onKeyDown={pressed}>
      <h1 className="unseen">{now.name}</h1>
      <p className="muted small">{now.voice === 'named' ? t('privateNamed') : t('private')}</p>
      {now.voice === 'own' && <ShownAs now={{ ...now, moderation: 'none' }} />}
      {now.moderation === 'check' && <p className="muted small">{t('reasonsChecked')}</p>}
      {now.round > 1 && <p className="banner">{t('round', { round: now.round })}</p>}
      {shown.map((statement) => (
        <RateStatement
          key={`${statement.id} ${now.round}`}
          statement={statement}
          of={list.length}
          round={now.round}
          named={now.voice === 'named'}
          questions={now.questions}
          givenTo={(question) => current(statement.id, question)}
          byColleague={(question) => byColleague(statement.id, question)}
          beforeTo={(question) => before(statement.id, question)}
          mandate={mandate}
          onGive={(question, given) => {
            setMandate(given.mandate)
            give(statement.id, question, given)
          }}
        />
      ))}
      {!onePage && <p className="muted small with-keys">{t('keys')}</p>}
      <div role="status">{done && <p>{t('allDone')}</p>}</div>
      <p className="muted small">{t('finished', { finished: now.progress.finished, of: now.progress.of })}</p>
      <SaidAtQuarters
        key={now.round}
        finished={now.progress.finished}
        of={now.progress.of}
        says={(counts) => t('finished', counts)}
      />
      <p>
        <button type="button" className="button quiet" onClick={() => setOnePage(!onePage)}>
          {onePage ? t('oneByOne') : t('onePage')}
        </button>
      </p>
      <div className="bottom">
        {!onePage && (
          <Turn is={at > 0} onTurn={() => go(at - 1)}>
            {t('previous')}
          </Turn>
        )}
        <Saving here={(deed) => deed.does === 'rate' && deed.round === now.round} />
        {!onePage && (
          <Turn first is={at < list.length - 1} onTurn={() => go(at + 1)}>
            {t('next')}
          </Turn>
        )}
      </div>
    </fieldset>
  )
}

/** Which statement stands there; going to another takes the focus along, so that it is read out and the keys answer it. */
function useTurning() {
  const [at, setAt] = useState(0)
  const shownIn = useRef<HTMLFieldSetElement>(null)
  const stoodAt = useRef(at)
  useEffect(() => {
    if (stoodAt.current !== at) shownIn.current?.querySelector('legend')?.focus()
    stoodAt.current = at
  }, [at])
  return { at, go: setAt, shownIn }
}

/** Stays where the focus is when there is nowhere further to go: what is `disabled` drops it, and the keys with it. */
function Turn({
  is,
  first = false,
  onTurn,
  children,
}: {
  is: boolean
  first?: boolean
  onTurn(): void
  children: string
}) {
  return (
    <button
      type="button"
      className={first ? 'button first' : 'button'}
      aria-disabled={!is}
      onClick={() => is && onTurn()}
    >
      {children}
    </button>
  )
}
