'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { deedsOf } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Signal } from '#server/vocabulary/signal.ts'
import { isTalking, isWriting } from '#server/vocabulary/step.ts'

/** What one can ask the convenor for without a word: more time while writing, to speak while the room talks. */
export function Asks({ now }: { now: SessionNow }) {
  const t = useTranslations('asks')
  const outbox = useTranslations('outbox')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const question = trpc.participant.signals.queryOptions({ sessionId })
  const own = useQuery(question)
  const { waiting, is, put } = useOutbox()
  const { refetch } = own
  const { hand, more_time: moreTime } = now.signals
  // Somebody before oneself has spoken, or the step is another: one's own place is asked for again.
  useEffect(() => {
    if (hand >= 0 && moreTime >= 0 && now.stepNo >= 0) void refetch()
  }, [hand, moreTime, now.stepNo, refetch])
  const stored = own.data ?? { hand: null, moreTime: false }
  const onItsWay = (kind: Signal) =>
    deedsOf(waiting, 'signal').findLast((one) => one.kind === kind && (kind === 'hand' || one.stepNo === now.stepNo))
      ?.up
  const handUp = onItsWay('hand') ?? stored.hand !== null
  const asked = onItsWay('more_time') ?? stored.moreTime
  const press = (kind: Signal, up: boolean) => put({ does: 'signal', kind, up, stepNo: now.stepNo })
  const offline = is === 'waiting' && deedsOf(waiting, 'signal').length > 0
  return (
    <p className="row asks">
      {isWriting(now.step) && (
        <button type="button" className="button" aria-pressed={asked} onClick={() => press('more_time', !asked)}>
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
            : asked && isWriting(now.step)
              ? t('asked')
              : ''}
      </span>
    </p>
  )
}
