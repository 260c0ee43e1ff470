'use client'
import { useTranslations } from 'use-intl/react'
import { ReportBehind } from '#app/_moderation/report-behind.tsx'
import { deedsOf } from '#app/_outbox/deed.ts'
import { OnItsWay } from '#app/_outbox/on-its-way.tsx'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { StepHead } from '#app/_session/step-head.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField, TicksField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '#server/vocabulary/activity.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { PlannedList } from './planned-list.tsx'

/** Everybody plans one small thing: what, what for, at which corner, and by when. */
export function NextActivities({ now }: { now: SessionNow }) {
  const t = useTranslations('planHere')
  const kinds = useTranslations('activity.kinds')
  const corners = useTranslations('corners')
  const { waiting } = useOutbox()
  const { form, send } = useSending(t('added'), `activity ${now.stepId}`)
  return (
    <div className="stack">
      <StepHead now={now} />
      <DeedForm
        action={t('add')}
        {...form}
        onSend={({ text, chosen, all }) => {
          const plan = { title: text('title'), aim: text('aim'), onDay: chosen('onDay') }
          const where = { kind: chosen<ActivityKind>('kind'), corners: all<Corner>('corners') }
          const needs = { activityTitle: plan.title, aim: plan.aim, activityKind: where.kind, corner: where.corners }
          send({ does: 'propose-activity', activityId: newId<'activity'>(), ...plan, ...where }, needs)
        }}
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
      <p className="muted">
        {t(`shown.${now.attribution}`)} {now.moderation === 'check' && t('checked')}
      </p>
      <OnItsWay texts={deedsOf(waiting, 'propose-activity').map(({ title }) => title)} />
      <PlannedList now={now} Report={ReportBehind} />
    </div>
  )
}
