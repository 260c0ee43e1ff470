'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { deedsOf } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { withSignal } from '#app/_outbox/with-signal.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Signal } from '#server/vocabulary/signal.ts'
import { isTalking, isWriting, saysDone } from '#server/vocabulary/step.ts'
import { useWrote } from './use-wrote.ts'

/** What one can tell the convenor without a word: to be done or need more time while writing, to speak while the room talks. */
export function Asks({ now }: { now: SessionNow }) {
  const t = useTranslations('asks')
  const outbox = useTranslations('outbox')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const question = trpc.participant.signals.queryOptions({ sessionId })
  const own = useQuery(question)
  const { waiting, is, put } = useOutbox()
  const { refetch } = own
  const stored = own.data ?? { hand: null, moreTime: false, done: false }
  // A hall says within a minute that it is done: what others say is no reason to ask again, but for one's place in the queue.
  const queue = stored.hand === null ? 0 : now.signals.hand
  // Somebody before oneself has spoken, or the step is another: one's own place is asked for again.
  useEffect(() => {
    if (queue >= 0 && now.stepNo >= 0) void refetch()
  }, [queue, now.stepNo, refetch])
  const { stepNo } = now
  const will = deedsOf(waiting, 'signal')
    .filter((one) => one.kind === 'hand' || one.stepNo === stepNo)
    .reduce(withSignal, stored)
  const handUp = will.hand !== null
  const isDone = will.done && saysDone(now.step)
  const press = (kind: Signal, up: boolean) => put({ does: 'signal', kind, up, stepNo })
  // Whoever goes on writing is not done.
  useWrote(isDone, () => press('done', false))
  const offline = is === 'waiting' && deedsOf(waiting, 'signal').length > 0
  return (
    <p className="row asks">
      {saysDone(now.step) && (
        <button type="button" className="button" aria-pressed={isDone} onClick={() => press('done', !isDone)}>
          {t('done')}
        </button>
      )}
      {isWriting(now.step) && (
        <button
          type="button"
          className="button"
          aria-pressed={will.moreTime}
          onClick={() => press('more_time', !will.moreTime)}
        >
          {t('moreTime')}
        </button>
      )}
      {(isTalking(now.step) || handUp) && (
        <button type="button" className="button" aria-pressed={handUp} onClick={() => press('hand', !handUp)}>
          {t('hand')}
        </button>
      )}
      <span role="status" className="muted">
        {offline
          ? outbox('willBeSent')
          : handUp && stored.hand
            ? t('place', { no: stored.hand })
            : will.moreTime && isWriting(now.step)
              ? t('asked')
              : isDone
                ? t('doneSaid')
                : ''}
      </span>
    </p>
  )
}
