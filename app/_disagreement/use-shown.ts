'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { untilAnswered } from '#app/_trpc/trpc-provider.tsx'
import { useAgainWhen, useAskAnew } from '#app/_trpc/use-again-when.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

const AGAIN_MS = 3_000

/**
 * What the room was shown last of its answers: asked for again at the next showing, and until it comes nothing, for an earlier
 * round's figures would be taken for this one's. When the convenor lets other reasons be read,
 * these alone are: every phone asks at once, and the report is many times as large.
 */
export function useShown({ sessionId, shownRound, written }: SessionNow) {
  const { disagreement } = useTRPC()
  const asks = { sessionId: sessionId as SessionId }
  const isThere = shownRound > 0
  const report = useQuery({
    ...disagreement.shown.queryOptions(asks),
    enabled: isThere,
    refetchOnMount: 'always',
    // An answer that was under way while the convenor showed another round is that of the round before.
    refetchInterval: (query) =>
      query.state.status === 'success' && query.state.data?.round !== shownRound ? AGAIN_MS : untilAnswered(query),
  })
  const reasons = useQuery({
    ...disagreement.reasons.queryOptions(asks),
    // By itself only what could not be had, until it is.
    enabled: ({ state }) => state.status === 'error',
  })
  const anew = useAskAnew()
  useAgainWhen(isThere ? shownRound : null, () => anew(report, disagreement.shown.queryKey(asks)))
  useAgainWhen(isThere ? written.reasonsRead : null, async () => {
    // A report that is under way was perhaps read before the verdict, and must not come last.
    if (report.isFetching) await report.refetch({ cancelRefetch: false })
    return anew(reasons, disagreement.reasons.queryKey(asks))
  })
  const data = report.data?.round === shownRound ? report.data : undefined
  // The report brings its reasons along: what came later stands.
  const isLater = reasons.dataUpdatedAt > report.dataUpdatedAt
  return data && reasons.data && isLater ? { ...data, reasons: reasons.data } : data
}
