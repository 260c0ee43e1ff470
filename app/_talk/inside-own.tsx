'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useAgainWhen } from '#app/_trpc/use-again-when.ts'
import { Press } from '#app/_ui/press.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** Whether one's own people are split, and whether the convenor may see it: for those who answered alone. */
export function InsideOwn({ now }: { now: SessionNow }) {
  const t = useTranslations('talk')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const say = useRefusalWords()
  const [wrong, setWrong] = useState('')
  const sessionId = now.sessionId as SessionId
  const enabled = now.shownRound > 0 && now.voice === 'own'
  const inside = useQuery({ ...trpc.disagreement.inside.queryOptions({ sessionId }), enabled })
  const allowed = useQuery({ ...trpc.disagreement.insideAllowed.queryOptions({ sessionId }), enabled })
  // A colleague may have allowed it, or taken it back.
  useAgainWhen(inside.data?.length ? now.serverNow : null, allowed.refetch)
  const allow = useMutation(
    trpc.disagreement.allowInside.mutationOptions({
      onSuccess: () => {
        setWrong('')
        return cache.invalidateQueries({ queryKey: trpc.disagreement.insideAllowed.queryKey({ sessionId }) })
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  // Whoever sees nothing of it has nothing to allow, unless a colleague did.
  if (!enabled || !inside.data || (inside.data.length === 0 && !allowed.data)) return null
  return (
    <section className="panel" aria-labelledby="inside">
      <h2 id="inside">{t('insideTitle')}</h2>
      <p>{inside.data.length > 0 ? t('insideStatements', { count: inside.data.length }) : t('insideNone')}</p>
      <p className="small muted">{t('insideLead')}</p>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <p role="status">{allowed.data ? t('allowed') : ''}</p>
      {!allowed.data && <p className="small muted">{t('allowHelp')}</p>}
      <Press
        off={allow.isPending || allowed.data === undefined}
        onPress={() => allow.mutate({ sessionId, allow: !allowed.data })}
      >
        {allowed.data ? t('disallow') : t('allow')}
      </Press>
    </section>
  )
}
