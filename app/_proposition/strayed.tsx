'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { Press } from '#app/_ui/press.tsx'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { useOwnMark } from './use-own-mark.ts'

interface Props {
  sessionId: SessionId
  wrong: string
  speaksFor: string
  /** Whether this page was open while its organisation was put right: then the answer follows by itself. */
  follows: boolean
}

/** What this phone answered for an organisation that it doesn't speak for: it goes along to the right one. */
export function Strayed({ sessionId, wrong, speaksFor, follows }: Props) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const ballot = useOwnMark()
  const { said, options } = useRoomDeed(trpc.proposition.pathKey())
  const { mutate, isPending } = useMutation(trpc.proposition.takeAlong.mutationOptions(options))
  useEffect(() => {
    if (follows && ballot) mutate({ sessionId, ballot })
  }, [follows, ballot, sessionId, mutate])
  return (
    <div className="banner">
      <p>{t('strayed', { wrong, right: speaksFor })}</p>
      {said.is === 'wrong' && (
        <p className="wrong" role="alert">
          {said.words}
        </p>
      )}
      <Press off={isPending || !ballot} onPress={() => ballot && mutate({ sessionId, ballot })}>
        {t('takeAlong', { right: speaksFor })}
      </Press>
    </div>
  )
}
