'use client'
import { useQuery } from '@tanstack/react-query'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Mandate } from '#server/vocabulary/rating-scale.ts'

export interface Given {
  answer: Answer
  mandate: Mandate
  reason: string
}

/** One's own answers of a round: what the server has, and over it what is still on its way. */
export function useAnswers(sessionId: SessionId, round: number) {
  const trpc = useTRPC()
  const { waiting, put } = useOutbox()
  const stored = useQuery({ ...trpc.rating.mine.queryOptions({ sessionId }), staleTime: Number.POSITIVE_INFINITY })
  const give = (statementId: StatementId, given: Given) => put({ does: 'rate', statementId, round, ...given })
  const before = new Map(stored.data?.filter((one) => one.round < round).map((one) => [one.statementId, one]))
  const current = new Map<StatementId, Given>([
    ...(stored.data ?? []).filter((one) => one.round === round).map((one) => [one.statementId, one] as const),
    ...waiting.flatMap(({ deed }) =>
      deed.does === 'rate' && deed.round === round ? [[deed.statementId, deed] as const] : [],
    ),
  ])
  return { current, before, give, loaded: stored.data !== undefined }
}
