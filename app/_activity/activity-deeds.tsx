'use client'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { DayField, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
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
    <Words messages={messages}>
      <Procedures>
        {/* Another state or version is another form: what was typed for the old one is done with. */}
        <div className="stack" key={`${state}-${version}`}>
          {state === 'ahead' && <Finish {...props} />}
          {state === 'done' && <Relabel {...props} />}
          {state !== 'dropped' && <CallOff {...props} />}
        </div>
      </Procedures>
    </Words>
  )
}

function useForm({ networkId, activity: { id, version } }: Props) {
  const t = useTranslations('activity')
  const { said, times, options } = useDeed()
  const shown = { wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? t('saved') : '', times }
  return { t, trpc: useTRPC(), options, shown, one: { networkId, activityId: id, version } }
}

function Finish(props: Props) {
  const { t, trpc, options, shown, one } = useForm(props)
  const finish = useMutation(trpc.activity.finish.mutationOptions(options))
  return (
    <section className="panel" aria-labelledby="finish">
      <h2 id="finish">{t('finish')}</h2>
      <DeedForm
        {...shown}
        action={t('finishSave')}
        busy={finish.isPending}
        look="first"
        onSend={({ text }) =>
          finish.mutate({ ...one, onDay: text('onDay'), outcome: text('outcome'), next: text('next') })
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
  const { t, trpc, options, shown, one } = useForm(props)
  const relabel = useMutation(trpc.activity.relabel.mutationOptions(options))
  const { way, freeUntil } = props.activity
  const other = way === 'planned' ? 'chance' : 'planned'
  return (
    <Folded title={t(`relabel.${other}`)}>
      <p className="muted">{props.today <= freeUntil ? t('relabelFree') : t('relabelTraced')}</p>
      <DeedForm
        {...shown}
        action={t('relabelSave')}
        busy={relabel.isPending}
        onSend={({ text }) => relabel.mutate({ ...one, way: other, reason: text('reason') })}
      >
        <TextField name="reason" label={t('relabelReason')} />
      </DeedForm>
    </Folded>
  )
}

function CallOff(props: Props) {
  const { t, trpc, options, shown, one } = useForm(props)
  const callOff = useMutation(trpc.activity.callOff.mutationOptions(options))
  return (
    <Folded title={props.activity.state === 'ahead' ? t('callOff') : t('notSo')}>
      <DeedForm
        {...shown}
        action={t('callOffSave')}
        busy={callOff.isPending}
        look="danger"
        onSend={({ text }) => callOff.mutate({ ...one, reason: text('reason') })}
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
