'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AskOnce } from '#app/_convene/ask-once.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import type { Asking } from '#server/vocabulary/proposition.ts'

interface Props {
  networkId: NetworkId
  no: number
  asking: Asking
  /** The workshop that the version was saved in. */
  sessionId: SessionId | null
}

/** Asks partners about a version, and closes the asking, which shows the answers to everybody. */
export function AskControl({ networkId, no, asking, sessionId }: Props) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const { said, options } = useDeed(() => void cache.invalidateQueries(trpc.proposition.pathFilter()))
  const ask = useMutation(trpc.proposition.ask.mutationOptions(options))
  const close = useMutation(trpc.proposition.close.mutationOptions(options))
  // Of which version: whoever asks about the next one has not pressed this.
  const [closing, setClosing] = useState<number>()
  const open = asking === 'open'
  return (
    <>
      <DeedForm
        action={open ? `${t('close')} …` : t('ask')}
        busy={ask.isPending || close.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done=""
        times={0}
        look={open ? 'plain' : 'first'}
        onSend={() => (open ? setClosing(no) : ask.mutate({ networkId, no }))}
      >
        {open && sessionId && (
          <p>
            <a href={`/session/${sessionId}/proposition`}>{t('askedAt')}</a>
          </p>
        )}
        <p className="muted">{t(open ? 'closeLead' : 'askLead')}</p>
      </DeedForm>
      {/* Below: whoever presses twice where “ask” was presses nothing that can't be taken back. */}
      {open && closing === no && (
        <AskOnce
          question={t('closeSure')}
          yes={t('close')}
          onYes={() => close.mutate({ networkId, no })}
          onNo={() => setClosing(undefined)}
          busy={close.isPending}
        />
      )}
    </>
  )
}
