'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Aim } from '#server/activity/aims.ts'
import type { Partner } from '#server/network/find.ts'
import type { ActivityKind, AimKind, Family } from '#server/vocabulary/activity.ts'
import type { Corner } from '#server/vocabulary/corner.ts'
import type { ActivityId, NetworkId, PartnerId, UserId } from '#server/vocabulary/ids.ts'
import { AimField, type Beginning, FirstFields, MoreFields } from './about-fields.tsx'

type Form =
  | { deed: 'log'; today: string }
  /** Whom a convenor may name as keeping it up; nobody for the others, who keep up what they plan. */
  | { deed: 'plan'; owners: readonly { userId: string; name: string }[]; me: string }
  | {
      deed: 'change'
      activityId: ActivityId
      version: number
      done: boolean
      way: 'planned' | 'chance'
      onDay: string | null
    }
type Props = Form & {
  networkId: NetworkId
  aims: readonly Aim[]
  partners: readonly Partner[]
  from: Beginning
}

/** The form that logs, plans or changes an activity. What has to be said stands first, so that logging takes seconds. */
export function ActivityForm({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <TheForm {...props} />
      </Procedures>
    </Words>
  )
}

function TheForm(props: Props) {
  const t = useTranslations('activity')
  const { busy, wrong, send } = useSend(props)
  const done = props.deed === 'log' || (props.deed === 'change' && props.done)
  const from = props.from
  return (
    <DeedForm action={t(`${props.deed}Save`)} busy={busy} wrong={wrong} done="" times={0} onSend={send} look="first">
      <FirstFields from={from} done={done} />
      {props.deed === 'plan' && (
        <>
          <AimField aims={props.aims} from={from} needed />
          <DayField name="onDay" label={t('dayWill')} />
          {props.owners.length > 0 && (
            <ChoiceField
              name="owner"
              label={t('owner')}
              value={props.me}
              options={props.owners.map(({ userId, name }) => [userId, name] as const)}
            />
          )}
        </>
      )}
      {props.deed === 'change' ? (
        <>
          <AimField aims={props.aims} from={from} needed={props.way === 'planned'} />
          <DayField name="onDay" label={done ? t('dayWas') : t('dayWill')} value={props.onDay} />
          <MoreFields from={from} partners={props.partners} done={done} />
        </>
      ) : (
        <details style={{ marginBlockEnd: '1rem' }}>
          <summary>{t('more')}</summary>
          {props.deed === 'log' && (
            <>
              <DayField name="onDay" label={t('dayWas')} value={props.today} />
              <AimField aims={props.aims} from={from} needed={false} />
            </>
          )}
          <MoreFields from={from} partners={props.partners} done={done} />
        </details>
      )}
    </DeedForm>
  )
}

function useSend(props: Props) {
  const trpc = useTRPC()
  const { networkId } = props
  const list = `/network/${networkId}/activities`
  const after = props.deed === 'change' ? `${list}/${props.activityId}` : list
  const { said, options, once } = useDeed(() => window.location.assign(after))
  const log = useMutation(trpc.activity.log.mutationOptions(options))
  const plan = useMutation(trpc.activity.plan.mutationOptions(options))
  const change = useMutation(trpc.activity.change.mutationOptions(options))
  return {
    busy: log.isPending || plan.isPending || change.isPending,
    wrong: said.is === 'wrong' ? said.words : '',
    send(sent: Sent) {
      const about = aboutOf(sent)
      const onDay = sent.text('onDay')
      if (props.deed === 'log') log.mutate(once({ networkId, ...about, onDay }))
      else if (props.deed === 'plan')
        plan.mutate(once({ networkId, ...about, onDay: onDay || null, ownerId: sent.chosen<UserId>('owner') }))
      else {
        const { activityId, version } = props
        change.mutate({ networkId, activityId, version, ...about, onDay: onDay || null })
      }
    },
  }
}

/** What the form says, in the shape that the procedures take. */
function aboutOf(sent: Sent) {
  const [kind = '', id = ''] = sent.text('aim').split(':')
  return {
    title: sent.text('title'),
    kind: sent.chosen<ActivityKind>('kind'),
    family: sent.chosen<Family>('family'),
    corners: sent.all<Corner>('corners'),
    aim: kind ? { kind: kind as AimKind, id, text: sent.text('aimText') } : null,
    people: sent.text('people'),
    partners: sent.all<PartnerId>('partners'),
    outcome: sent.text('outcome'),
    next: sent.text('next'),
  }
}
