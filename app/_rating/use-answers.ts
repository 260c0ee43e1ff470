'use client'
import { useQuery } from '@tanstack/react-query'
import type { DeedOf } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useBallot } from '#app/_session/ballot.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useAgainWhen } from '#app/_trpc/use-again-when.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Mandate, Question } from '#server/vocabulary/rating-scale.ts'

export interface Given {
  answer: Answer
  mandate: Mandate
  reason: string
}

/**
 * One's own answers of a round: what the server has, and over it what is still on its way. Where one voice speaks for a partner, a
 * colleague's is told as soon as it is given, so that nobody goes on to answer what is answered.
 */
export function useAnswers(now: SessionNow, partnerId: string | null) {
  const { round } = now
  const sessionId = now.sessionId as SessionId
  const ballot = useBallot(now)
  const trpc = useTRPC()
  const { waiting, held, put } = useOutbox()
  const stored = useQuery({
    ...trpc.rating.mine.queryOptions({ sessionId, ballot }),
    staleTime: Number.POSITIVE_INFINITY,
    // Another page or device of the same person may have answered meanwhile.
    refetchOnWindowFocus: 'always',
  })
  const here = now.people.partners.find(({ id }) => id === partnerId)?.here ?? 0
  // Asked for elsewhere (app/_session/also-here.tsx), and known here once it is answered there.
  const sharing = useQuery({ ...trpc.participant.sharing.queryOptions({ sessionId }), enabled: false })
  const isShared = (sharing.data?.devices.length ?? 0) > 0
  useAgainWhen(isShared || (now.voice === 'named' && here > 1) ? now.serverNow : null, stored.refetch)
  useAgainWhen(held.filter((one) => one.held?.code === 'rating.answered_elsewhere').length, stored.refetch)
  const to = ({ statementId, question }: { statementId: string; question: Question }) => `${statementId} ${question}`
  const told = (stored.data ?? []).flatMap(({ answer, ...one }) => (answer === null ? [] : [{ ...one, answer }]))
  // What a colleague answered for the organisation is kept from this phone until answers are shown.
  const kept = new Set(stored.data?.filter((one) => one.answer === null && one.round === round).map(to))
  const before = new Map(told.filter((one) => one.round < round).map((one) => [to(one), one]))
  const current = new Map<string, Given>([
    ...told.filter((one) => one.round === round).map((one) => [to(one), one] as const),
    ...waiting.flatMap(({ deed }) => (deed.does === 'rate' && deed.round === round ? [[to(deed), deed] as const] : [])),
  ])
  return {
    loaded: stored.data !== undefined,
    current: (statementId: StatementId, question: Question) => current.get(to({ statementId, question })),
    byColleague: (statementId: StatementId, question: Question) => kept.has(to({ statementId, question })),
    before: (statementId: StatementId, question: Question) => before.get(to({ statementId, question })),
    give(statementId: StatementId, question: Question, given: Given) {
      const name = to({ statementId, question })
      const onTheWay = waiting.findLast(({ deed }) => deed.does === 'rate' && deed.round === round && to(deed) === name)
      const had = onTheWay?.deed as DeedOf<'rate'> | undefined
      // What is added to an answer that is still on its way goes with that one.
      const base = had ? had.addsTo : current.get(name)?.answer
      const addsTo = current.get(name)?.answer === given.answer ? base : undefined
      put({ does: 'rate', statementId, question, round, ballot, ...given, ...(addsTo !== undefined && { addsTo }) })
    },
  }
}
