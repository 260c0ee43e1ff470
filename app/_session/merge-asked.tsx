'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Press } from '#app/_ui/press.tsx'
import { sayTime } from '#app/_words/say-day.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** Asks whoever holds a place whether another place is theirs too: nothing private moves before they say yes. */
export function MergeAsked({ now }: { now: SessionNow }) {
  const t = useTranslations('sharing')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const question = trpc.participant.askedToMerge.queryOptions({ sessionId })
  const asked = useQuery({ ...question, enabled: now.people.merging > 0 })
  const answer = useMutation(
    trpc.participant.answerMerge.mutationOptions({
      // Whoever said yes may hold another seat from here on: all that is one's own is asked for again.
      onSettled: () => cache.invalidateQueries(),
    }),
  )
  const { refetch } = asked
  const { mergingRead } = now.people
  const isAsked = (asked.data?.length ?? 0) > 0
  const wasAsked = useRef(false)
  useEffect(() => {
    if (isAsked) wasAsked.current = true
    // As many may be asked as before, and about other places.
    if (mergingRead) void refetch()
  }, [mergingRead, isAsked, refetch])
  // When nobody is asked any more this goes away. The other phone may have said yes: what was its own is one's own from here on.
  useEffect(
    () => () => {
      if (wasAsked.current) void cache.invalidateQueries()
    },
    [cache],
  )
  return (
    <>
      {asked.data?.map(({ seatId, askedAt, partnerId, joinedAt }) => {
        const partner = now.people.partners.find(({ id }) => id === partnerId)?.name
        return (
          <div key={`${seatId} ${askedAt}`} className="banner" role="alert">
            <p>
              <strong>{t('askTitle')}</strong>
            </p>
            <p>{t('askWhich', { partner: partner ?? t('noPartner'), time: sayTime(joinedAt, now.zone) })}</p>
            <p>{t('askWhat')}</p>
            <div className="row">
              <Press
                className="button small first"
                off={answer.isPending}
                onPress={() => answer.mutate({ sessionId, seatId, askedAt, yes: true })}
              >
                {t('askYes')}
              </Press>
              <Press
                className="button small"
                off={answer.isPending}
                onPress={() => answer.mutate({ sessionId, seatId, askedAt, yes: false })}
              >
                {t('askNo')}
              </Press>
            </div>
          </div>
        )
      })}
      {answer.isError && (
        <p className="wrong" role="alert">
          {say(answer.error)}
        </p>
      )}
    </>
  )
}
