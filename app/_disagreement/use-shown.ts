'use client'
import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useAgainWhen } from '#app/_trpc/use-again-when.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/**
 * What the room was shown last of its answers: asked for again at the next showing. When the convenor lets other reasons be read,
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
  })
  const reasons = useQuery({ ...disagreement.reasons.queryOptions(asks), enabled: false })
  const cache = useQueryClient()
  // What is under way may have been read before, and a first asking would be waited for instead of asked anew.
  const anew = ({ refetch }: { refetch(): unknown }, queryKey: QueryKey) =>
    cache.cancelQueries({ queryKey, exact: true }).then(refetch)
  useAgainWhen(isThere ? shownRound : null, () => anew(report, disagreement.shown.queryKey(asks)))
  useAgainWhen(isThere ? written.reasonsRead : null, async () => {
    // A report that is under way was perhaps read before the verdict, and must not come last.
    if (report.isFetching) await report.refetch({ cancelRefetch: false })
    return anew(reasons, disagreement.reasons.queryKey(asks))
  })
  const { data } = report
  // The report brings its reasons along: what came later stands.
  const isLater = reasons.dataUpdatedAt > report.dataUpdatedAt
  return data && reasons.data && isLater ? { ...data, reasons: reasons.data } : data
}
