'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Signal } from '#server/vocabulary/signal.ts'
import { isTalking, isWriting } from '#server/vocabulary/step.ts'

/** What one can ask the convenor for without a word: more time while writing, to speak while the room talks. */
export function Asks({ now }: { now: SessionNow }) {
  const t = useTranslations('asks')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const question = trpc.participant.signals.queryOptions({ sessionId })
  const own = useQuery(question)
  const again = { onSettled: () => cache.invalidateQueries({ queryKey: question.queryKey }) }
  const raise = useMutation(trpc.participant.raise.mutationOptions(again))
  const lower = useMutation(trpc.participant.lower.mutationOptions(again))
  const { refetch } = own
  const { hand, more_time: moreTime } = now.signals
  // Somebody before oneself has spoken, or the step is another: one's own place is asked for again.
  useEffect(() => {
    if (hand >= 0 && moreTime >= 0 && now.stepNo >= 0) void refetch()
  }, [hand, moreTime, now.stepNo, refetch])
  const mine = own.data ?? { hand: null, moreTime: false }
  const press = (kind: Signal, up: boolean) => (up ? lower : raise).mutate({ sessionId, kind })
  const busy = raise.isPending || lower.isPending
  return (
    <p className="row asks">
      {isWriting(now.step) && (
        <button
          type="button"
          className="button"
          aria-pressed={mine.moreTime}
          disabled={busy}
          onClick={() => press('more_time', mine.moreTime)}
        >
          {t('moreTime')}
        </button>
      )}
      {(isTalking(now.step) || mine.hand) && (
        <button
          type="button"
          className="button"
          aria-pressed={mine.hand !== null}
          disabled={busy}
          onClick={() => press('hand', mine.hand !== null)}
        >
          {t('hand')}
        </button>
      )}
      <span role="status" className="muted">
        {mine.hand ? t('place', { no: mine.hand }) : mine.moreTime && isWriting(now.step) ? t('asked') : ''}
      </span>
    </p>
  )
}
