'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Press } from '#app/_ui/press.tsx'
import { sayTime } from '#app/_words/say-day.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { isKnown, noteKnown } from './known.ts'

/** Tells whoever holds a place that another device holds it too, since the convenor let it in; and takes it away again. */
export function AlsoHere({ now }: { now: SessionNow }) {
  const t = useTranslations('sharing')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const [, setLooked] = useState(0)
  const question = trpc.participant.sharing.queryOptions({ sessionId })
  const found = useQuery({ ...question, refetchInterval: 30_000 })
  const send = useMutation(
    trpc.participant.sendAway.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: question.queryKey }),
    }),
  )
  const { refetch } = found
  const { returning } = now.people
  // Somebody was let in: it may have been to this place. Places that were made one are told at the next asking.
  useEffect(() => {
    if (returning >= 0) void refetch()
  }, [returning, refetch])
  const know = (what: string) => {
    noteKnown(what)
    setLooked((times) => times + 1)
  }
  const devices = (found.data?.devices ?? []).filter(({ returnId }) => !isKnown(returnId))
  const merged = (found.data?.merged ?? []).filter((seatId) => !isKnown(seatId))
  return (
    <>
      {devices.map(({ returnId, askedAt }) => (
        <div key={returnId} className="banner" role="status">
          <p>{t('device', { time: sayTime(askedAt, now.zone) })}</p>
          <div className="row">
            <Press className="button small" off={send.isPending} onPress={() => know(returnId)}>
              {t('wasMe')}
            </Press>
            <Press
              className="button small danger"
              off={send.isPending}
              onPress={() => send.mutate({ sessionId, returnId })}
            >
              {t('notMe')}
            </Press>
          </div>
        </div>
      ))}
      {merged.length > 0 && (
        <div className="banner" role="status">
          <p>{t('merged')}</p>
          <button type="button" className="button small" onClick={() => merged.forEach(know)}>
            {t('known')}
          </button>
        </div>
      )}
      {send.isError && (
        <p className="wrong" role="alert">
          {say(send.error)}
        </p>
      )}
      <p role="status" className="done">
        {send.isSuccess ? t('sent') : ''}
      </p>
    </>
  )
}
