'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField, TicksField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '#server/vocabulary/activity.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { PlannedList } from './planned-list.tsx'

/** Everybody plans one small thing: what, what for, at which corner, and by when. */
export function NextActivities({ now }: { now: SessionNow }) {
  const t = useTranslations('planHere')
  const kinds = useTranslations('activity.kinds')
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [activityId, setActivityId] = useState(() => newId<'activity'>())
  const { said, times, options } = useRoomDeed(trpc.activity.planned.queryKey({ sessionId }))
  const propose = useMutation(
    trpc.activity.propose.mutationOptions({
      ...options,
      onSuccess: () => {
        setActivityId(newId<'activity'>())
        return options.onSuccess()
      },
    }),
  )
  return (
    <div className="stack">
      <StepHead now={now} />
      <DeedForm
        action={t('add')}
        busy={propose.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? t('added') : ''}
        times={times}
        onSend={({ text, chosen, all }) =>
          propose.mutate({
            ...{ sessionId, activityId, title: text('title'), aim: text('aim'), onDay: chosen('onDay') },
            ...{ kind: chosen<ActivityKind>('kind'), corners: all<Corner>('corners') },
          })
        }
        look="first"
      >
        <TextField name="title" label={t('title')} longest={LIMITS.title} />
        <TextField name="aim" label={t('aim')} longest={LIMITS.viewText} />
        <ChoiceField
          name="kind"
          label={t('kind')}
          none={t('choose')}
          options={ACTIVITY_KINDS.map((one) => [one, kinds(one)] as const)}
        />
        <TicksField name="corners" label={t('corners')} options={CORNERS.map((one) => [one, corners(one)] as const)} />
        <DayField name="onDay" label={t('onDay')} />
      </DeedForm>
      <p className="muted">{t(`shown.${now.attribution}`)}</p>
      <PlannedList now={now} />
    </div>
  )
}
