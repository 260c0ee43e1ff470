'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { deedsOf } from '#app/_outbox/deed.ts'
import { Saving } from '#app/_outbox/saving.tsx'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { walkOf } from '#app/_plan/walk.ts'
import { useBallot } from '#app/_session/ballot.ts'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Press } from '#app/_ui/press.tsx'
import { Said } from '#app/_words/said.tsx'
import type { DottedThing } from '#server/dots/find.ts'
import type { BallotId } from '#server/participant/author.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId, StepId } from '#server/vocabulary/ids.ts'
import { DotList } from './dot-list.tsx'
import { placedOn } from './placed.ts'
import { useThings } from './use-things.ts'

/** Everybody puts a few dots on what matters most to them; nobody sees where they lie before the convenor shows them. */
export function PlaceDots({ now }: { now: SessionNow }) {
  const { at } = walkOf(now)
  const things = useThings(now)
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const ballot = useBallot(now, `dots-${now.stepId}`)
  const own = useQuery(trpc.dots.mine.queryOptions({ sessionId, stepId: now.stepId as StepId, ballot }))
  const common = useTranslations('common')
  if (!at) return null
  return (
    <div className="stack">
      <StepHead now={now} />
      {!things || !own.data ? (
        <p className="muted">{common('loading')}</p>
      ) : at.dotsShown ? (
        <DotList things={things} />
      ) : (
        <Place
          now={now}
          things={things}
          first={own.data}
          ballot={ballot}
          most={at.dots}
          each={at.stacking === 'many' ? at.dots : 1}
        />
      )}
    </div>
  )
}

interface Props {
  now: SessionNow
  things: readonly DottedThing[]
  first: readonly { thingId: string; count: number }[]
  ballot: BallotId | undefined
  most: number
  each: number
}

function Place({ now, things, first, ballot, most, each }: Props) {
  const t = useTranslations('dots')
  const { waiting, put } = useOutbox()
  const stepId = now.stepId as StepId
  const onItsWay = deedsOf(waiting, 'place-dots').findLast((one) => one.stepId === stepId)
  const placed = placedOn(things, onItsWay?.placed ?? first)
  const used = [...placed.values()].reduce((sum, count) => sum + count, 0)
  // Each change is kept at once, for there is no button to forget.
  const place = (id: string, count: number) => {
    const next = [...new Map(placed).set(id, count)]
    put({ does: 'place-dots', stepId, ballot, placed: next.map(([thingId, on]) => ({ thingId, count: on })) })
  }
  return (
    <>
      <p role="status">{t('left', { left: most - used, most })}</p>
      {things.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {things.map(({ id, text }) => (
          <li key={id} className="note">
            <p id={`dots-${id}`}>
              <Said>{text}</Said>
            </p>
            <fieldset className="row" aria-labelledby={`dots-${id}`}>
              <Press off={!placed.get(id)} onPress={() => place(id, (placed.get(id) ?? 0) - 1)} aria-label={t('less')}>
                −
              </Press>
              <span aria-live="polite">{t('on', { count: placed.get(id) ?? 0 })}</span>
              <Press
                off={used >= most || (placed.get(id) ?? 0) >= each}
                onPress={() => place(id, (placed.get(id) ?? 0) + 1)}
                aria-label={t('more')}
              >
                +
              </Press>
            </fieldset>
          </li>
        ))}
      </ul>
      <p className="muted">{t('hidden')}</p>
      <Saving here={(deed) => deed.does === 'place-dots' && deed.stepId === stepId} />
    </>
  )
}
