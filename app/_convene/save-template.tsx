'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

/** Keeps the workshop's steps under a name, to open others with. */
export function SaveTemplate({ now }: { now: Pick<SessionNow, 'sessionId'> }) {
  const t = useTranslations('plan.template')
  const trpc = useTRPC()
  const { said, times, options } = useRoomDeed()
  const save = useMutation(trpc.plan.save.mutationOptions(options))
  return (
    <details>
      <summary>{t('save')}</summary>
      <DeedForm
        action={t('saveIt')}
        busy={save.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? t('saved') : ''}
        times={times}
        onSend={({ text }) => save.mutate({ sessionId: now.sessionId as SessionId, name: text('name') })}
      >
        <TextField name="name" label={t('name')} longest={LIMITS.title} />
      </DeedForm>
    </details>
  )
}
