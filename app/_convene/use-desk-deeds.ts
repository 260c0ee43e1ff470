'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'

/** What every deed at the desk does when it is done or refused: everything is asked again, or the reason is said. */
export function useDeskDeeds(sessionId: SessionId) {
  const trpc = useTRPC()
  const cache = useQueryClient()
  const say = useRefusalWords()
  const [wrong, setWrong] = useState('')
  // Who is being put with which partner: the list they come to gives them the focus.
  const [moved, setMoved] = useState<{ seatId: SeatId; partnerId: PartnerId }>()
  const lookAgain = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: trpc.session.now.queryKey({ sessionId }) }),
      cache.invalidateQueries({ queryKey: trpc.session.desk.queryKey({ sessionId }) }),
      cache.invalidateQueries({ queryKey: trpc.participant.list.queryKey({ sessionId }) }),
    ])
  const done = {
    onSuccess: async () => {
      setWrong('')
      await lookAgain()
    },
    onError: (error: unknown) => setWrong(say(error)),
  }
  return {
    ...{ wrong, moved, setMoved, lookAgain },
    letIn: useMutation(trpc.participant.letIn.mutationOptions(done)),
    correct: useMutation(trpc.participant.correctPartner.mutationOptions(done)),
    askToMerge: useMutation(trpc.participant.askToMerge.mutationOptions(done)),
    mergeSilent: useMutation(trpc.participant.mergeSilent.mutationOptions(done)),
    remove: useMutation(trpc.participant.remove.mutationOptions(done)),
    lowerHand: useMutation(trpc.participant.lowerHandOf.mutationOptions(done)),
    setDoors: useMutation(trpc.session.setDoors.mutationOptions(done)),
    renewCode: useMutation(trpc.session.renewCode.mutationOptions(done)),
    handOver: useMutation(trpc.session.handOver.mutationOptions(done)),
    tell: useMutation(trpc.session.tellEverybody.mutationOptions(done)),
    call: useMutation(trpc.session.callEverybody.mutationOptions(done)),
  }
}
export type DeskDeeds = ReturnType<typeof useDeskDeeds>
