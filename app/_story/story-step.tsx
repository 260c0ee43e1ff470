'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import { StoryList } from './story-list.tsx'

/** Everybody writes one card: what drew us in. */
export function StoryStep({ now }: { now: SessionNow }) {
  const t = useTranslations('story')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [storyId] = useState(() => newId<'story'>())
  const nobody = now.attribution === 'none'
  const own = useQuery({ ...trpc.story.mine.queryOptions({ sessionId }), enabled: !nobody })
  const { said, times, options } = useRoomDeed(trpc.story.mine.queryKey({ sessionId }))
  const tell = useMutation(trpc.story.tell.mutationOptions(options))
  const told = own.data ?? null
  return (
    <div className="stack">
      <StepHead now={now} />
      {nobody && times > 0 ? (
        <p role="status">{t('toldNobody')}</p>
      ) : own.isPending && !nobody ? null : (
        <DeedForm
          action={told ? t('change') : t('tell')}
          busy={tell.isPending}
          wrong={said.is === 'wrong' ? said.words : ''}
          done={said.is === 'done' ? t('told') : ''}
          times={times}
          onSend={({ text }) => tell.mutate({ sessionId, storyId, text: text('text'), teller: text('teller') })}
          look="first"
        >
          <TextField name="text" label={t('text')} hint={t('textHint')} rows={3} value={told?.text ?? ''} />
          <TextField name="teller" label={t('teller')} value={told?.teller ?? ''} />
        </DeedForm>
      )}
      <p className="muted">{now.moderation === 'check' ? t('checked') : t(`shown.${now.attribution}`)}</p>
      <StoryList now={now} mayReport />
    </div>
  )
}
