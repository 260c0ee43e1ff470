'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { walkOf } from '#app/_plan/walk.ts'
import { useBallot } from '#app/_session/ballot.ts'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { Said } from '#app/_words/said.tsx'
import type { DottedThing } from '#server/dots/find.ts'
import type { BallotId } from '#server/participant/author.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { DotList } from './dot-list.tsx'
import { useThings } from './use-things.ts'

/** Everybody puts a few dots on what matters most to them; nobody sees where they lie before the convenor shows them. */
export function PlaceDots({ now }: { now: SessionNow }) {
  const { at } = walkOf(now)
  const things = useThings(now)
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const ballot = useBallot(now, `dots-${now.stepId}`)
  const own = useQuery(trpc.dots.mine.queryOptions({ sessionId, ballot }))
  if (!at || !things || !own.data) return null
  return (
    <div className="stack">
      <StepHead now={now} />
      {at.dotsShown ? (
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
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [placed, setPlaced] = useState(() => new Map(first.map(({ thingId, count }) => [thingId, count])))
  const { said, options } = useRoomDeed()
  const place = useMutation(trpc.dots.place.mutationOptions(options))
  const { mutate } = place
  const used = [...placed.values()].reduce((sum, count) => sum + count, 0)
  const sent = useRef(placed)
  const { isPending } = place
  // Each change is kept at once, for there is no button to forget; one after another, so that the last is the one that stands.
  useEffect(() => {
    if (isPending || sent.current === placed) return
    sent.current = placed
    mutate({ sessionId, ballot, placed: [...placed].map(([thingId, count]) => ({ thingId, count })) })
  }, [isPending, mutate, sessionId, ballot, placed])
  const put = (id: string, count: number) => setPlaced((had) => new Map(had).set(id, count))
  return (
    <>
      <p role="status">{t('left', { left: most - used, most })}</p>
      {said.is === 'wrong' && (
        <p className="wrong" role="alert">
          {said.words}
        </p>
      )}
      {things.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {things.map(({ id, text }) => (
          <li key={id} className="note">
            <p id={`dots-${id}`}>
              <Said>{text}</Said>
            </p>
            <fieldset className="row" aria-labelledby={`dots-${id}`}>
              <button
                type="button"
                className="button"
                disabled={!placed.get(id)}
                onClick={() => put(id, (placed.get(id) ?? 0) - 1)}
                aria-label={t('less')}
              >
                −
              </button>
              <span aria-live="polite">{t('on', { count: placed.get(id) ?? 0 })}</span>
              <button
                type="button"
                className="button"
                disabled={used >= most || (placed.get(id) ?? 0) >= each}
                onClick={() => put(id, (placed.get(id) ?? 0) + 1)}
                aria-label={t('more')}
              >
                +
              </button>
            </fieldset>
          </li>
        ))}
      </ul>
      <p className="muted">{t('hidden')}</p>
    </>
  )
}
