'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useWrote } from '#app/_session/use-wrote.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** Says that one is done with adding to the board; writing on takes it back. Told at once or not at all: nothing is lost by it. */
export function DoneHere({ now }: { now: SessionNow }) {
  const t = useTranslations('asks')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const { stepNo } = now
  const question = trpc.participant.signals.queryOptions({ sessionId })
  const own = useQuery(question)
  const { refetch } = own
  // A plan may hold the same kind twice: what was said at one is not said at the other.
  useEffect(() => {
    if (stepNo >= 0) void refetch()
  }, [stepNo, refetch])
  const after = { onSettled: () => cache.invalidateQueries({ queryKey: question.queryKey }) }
  const say = useMutation(trpc.participant.raise.mutationOptions(after))
  const takeBack = useMutation(trpc.participant.lower.mutationOptions(after))
  const isDone = own.data?.done ?? false
  const isBusy = say.isPending || takeBack.isPending
  const press = (up: boolean) => {
    if (!isBusy) (up ? say : takeBack).mutate({ sessionId, kind: 'done', stepNo })
  }
  useWrote(isDone, () => press(false))
  return (
    <>
      <button type="button" className="button small" aria-pressed={isDone} onClick={() => press(!isDone)}>
        {t('done')}
      </button>
      <span role="status" className="muted small">
        {isDone && t('doneSaid')}
      </span>
    </>
  )
}
