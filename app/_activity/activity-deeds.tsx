'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { DayField, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import type { Activity } from '#server/activity/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

interface Props {
  networkId: NetworkId
  activity: Activity
  today: string
}

/** What its keeper can do with an activity: say what came of it, relabel it, call it off. */
export function ActivityDeeds({ messages, ...props }: Props & { messages: Messages }) {
  const { state, version } = props.activity
  return (
    <Forms messages={messages}>
      {/* Another state or version is another form: what was typed for the old one is done with. */}
      <div className="stack" key={`${state}-${version}`}>
        {state === 'ahead' && <Finish {...props} />}
        {state === 'done' && <Relabel {...props} />}
        {state !== 'dropped' && <CallOff {...props} />}
      </div>
    </Forms>
  )
}

const oneOf = ({ networkId, activity: { id, version } }: Props) => ({ networkId, activityId: id, version })

function Finish(props: Props) {
  const t = useTranslations('activity')
  const finish = useDoing((all) => all.activity.finish, t('saved'))
  return (
    <section className="panel" aria-labelledby="finish">
      <h2 id="finish">{t('finish')}</h2>
      <DeedForm
        {...finish.form}
        action={t('finishSave')}
        look="first"
        onSend={({ text }) =>
          finish.send({ ...oneOf(props), onDay: text('onDay'), outcome: text('outcome'), next: text('next') })
        }
      >
        <DayField name="onDay" label={t('dayWas')} value={props.today} />
        <TextField name="outcome" label={t('outcome')} rows={3} />
        <TextField name="next" label={t('next')} value={props.activity.next} />
      </DeedForm>
    </section>
  )
}

function Relabel(props: Props) {
  const t = useTranslations('activity')
  const relabel = useDoing((all) => all.activity.relabel, t('saved'))
  const { way, freeUntil } = props.activity
  const other = way === 'planned' ? 'chance' : 'planned'
  return (
    <Folded title={t(`relabel.${other}`)}>
      <p className="muted">{props.today <= freeUntil ? t('relabelFree') : t('relabelTraced')}</p>
      <DeedForm
        {...relabel.form}
        action={t('relabelSave')}
        onSend={({ text }) => relabel.send({ ...oneOf(props), way: other, reason: text('reason') })}
      >
        <TextField name="reason" label={t('relabelReason')} />
      </DeedForm>
    </Folded>
  )
}

function CallOff(props: Props) {
  const t = useTranslations('activity')
  const callOff = useDoing((all) => all.activity.callOff, t('saved'))
  return (
    <Folded title={props.activity.state === 'ahead' ? t('callOff') : t('notSo')}>
      <DeedForm
        {...callOff.form}
        action={t('callOffSave')}
        look="danger"
        onSend={({ text }) => callOff.send({ ...oneOf(props), reason: text('reason') })}
      >
        <TextField name="reason" label={t('callOffReason')} />
      </DeedForm>
    </Folded>
  )
}

const Folded = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className="panel">
    <summary>{title}</summary>
    {children}
  </details>
)
