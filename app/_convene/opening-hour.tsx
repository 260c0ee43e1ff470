'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { HourField, openingIn } from '#app/_network/when-it-opens.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { hourIn } from '#server/vocabulary/time-zone.ts'

/** Puts the hour at which the door opens earlier or later. */
export function OpeningHour({ now, opensAt }: { now: Pick<SessionNow, 'sessionId' | 'zone'>; opensAt: string }) {
  const t = useTranslations('convene')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const { said, options } = useRoomDeed(trpc.session.now.queryKey({ sessionId }))
  const set = useMutation(trpc.session.setOpening.mutationOptions(options))
  return (
    <details>
      <summary>{t('changeHour')}</summary>
      {/* Not begun afresh once it is set: the field shows the hour then, and the button keeps the focus. */}
      <DeedForm
        action={t('setHour')}
        busy={set.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? t('hourSet') : ''}
        times={0}
        onSend={(sent) => set.mutate({ sessionId, opensAt: openingIn(sent, now.zone) ?? '' })}
      >
        <HourField
          label={t('hour')}
          hint={t('hourHint', { zone: now.zone })}
          value={hourIn(new Date(opensAt), now.zone)}
        />
      </DeedForm>
    </details>
  )
}
