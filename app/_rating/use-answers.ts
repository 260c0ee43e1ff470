'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC, useTRPCClient } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Mandate } from '#server/vocabulary/rating-scale.ts'

export interface Given {
  answer: Answer
  mandate: Mandate
  reason: string
}
export type Saving = 'nothing' | 'saving' | 'saved' | 'waiting'

const AGAIN_MS = 3_000

/**
 * One's own answers of a round: shown at once, sent one after another, tried again until they are stored. What the server
 * refuses is taken back and said in words.
 */
export function useAnswers(sessionId: SessionId, round: number) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const cache = useQueryClient()
  const say = useRefusalWords()
  const stored = useQuery({ ...trpc.rating.mine.queryOptions({ sessionId }), staleTime: Number.POSITIVE_INFINITY })
  const [changed, setChanged] = useState<ReadonlyMap<StatementId, Given>>(new Map())
  const [saving, setSaving] = useState<Saving>('nothing')
  const [wrong, setWrong] = useState('')
  const outbox = useRef<Map<StatementId, Given>>(new Map())
  const sending = useRef(false)
  // A round's answers are its own: nothing typed for an earlier one is carried over as if it were given again.
  useEffect(() => {
    if (round > 0) setChanged(new Map())
  }, [round])
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => outbox.current.size > 0 && event.preventDefault()
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [])

  // Whoever comes back to this step, in this round or the next, finds what they gave: the page has it and needn't ask again.
  function keep(statementId: StatementId, given: Given): void {
    cache.setQueryData(trpc.rating.mine.queryKey({ sessionId }), (had) => [
      ...(had ?? []).filter((one) => one.statementId !== statementId || one.round !== round),
      { statementId, round, ...given },
    ])
  }

  async function send(): Promise<void> {
    if (sending.current) return
    sending.current = true
    setSaving('saving')
    for (let next = outbox.current.entries().next(); !next.done; next = outbox.current.entries().next()) {
      const [statementId, given] = next.value
      try {
        await client.rating.give.mutate({ sessionId, statementId, ...given })
        keep(statementId, given)
        if (outbox.current.get(statementId) === given) outbox.current.delete(statementId)
      } catch (error) {
        if (refusalOf(error)) {
          outbox.current.delete(statementId)
          setChanged((had) => new Map([...had].filter(([id]) => id !== statementId)))
          setWrong(say(error))
        } else {
          setSaving('waiting')
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
        }
      }
    }
    sending.current = false
    setSaving('saved')
  }

  function give(statementId: StatementId, given: Given): void {
    setWrong('')
    setChanged((had) => new Map(had).set(statementId, given))
    outbox.current.set(statementId, given)
    void send()
  }

  const before = new Map(stored.data?.filter((one) => one.round < round).map((one) => [one.statementId, one]))
  const current = new Map<StatementId, Given>([
    ...(stored.data ?? []).filter((one) => one.round === round).map((one) => [one.statementId, one] as const),
    ...changed,
  ])
  return { current, before, give, saving, wrong, loaded: stored.data !== undefined }
}
