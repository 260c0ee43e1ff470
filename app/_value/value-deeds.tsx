'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { MitigationId, NetworkId, PartnerId, ValueEntryId } from '#server/vocabulary/ids.ts'
import { JUDGEMENTS, type Judgement } from '#server/vocabulary/value.ts'

type Deed = { networkId: NetworkId } & (
  | { is: 'judge'; entryId: ValueEntryId; partner: string; point: Judgement | null; reason: string }
  | { is: 'plan'; entryId: ValueEntryId; partners: readonly Option[] }
  | { is: 'settle'; mitigationId: MitigationId; what: string }
)

/** Whatever somebody does to one entry of the ledger, each in a form of its own. */
export function ValueDeed({ messages, ...deed }: Deed & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        {deed.is === 'judge' && <Judge {...deed} />}
        {deed.is === 'plan' && <Plan {...deed} />}
        {deed.is === 'settle' && <Settle {...deed} />}
      </Procedures>
    </Words>
  )
}

function useForm() {
  const t = useTranslations('value')
  const { said, times, options, once } = useDeed()
  const shown = { wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? t('saved') : '', times }
  return { t, trpc: useTRPC(), options, once, shown }
}

function Judge({ networkId, entryId, partner, point, reason }: Extract<Deed, { is: 'judge' }>) {
  const { t, trpc, options, shown } = useForm()
  const judge = useMutation(trpc.value.judge.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('judgeSave')}
      busy={judge.isPending}
      onSend={({ chosen, text }) =>
        judge.mutate({
          ...{ networkId, entryId, reason: text('reason') },
          point: chosen('point') === null ? null : (Number(chosen('point')) as Judgement),
        })
      }
    >
      <fieldset>
        <legend>{t('judge', { partner })}</legend>
        <div className="choices">
          {[...JUDGEMENTS].reverse().map((one) => (
            <label key={one} className="choice slim">
              <input type="radio" name="point" value={one} defaultChecked={point === one} />
              <span>{t(`points.${one}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField name="reason" label={t('judgeReason')} value={reason} />
    </DeedForm>
  )
}

function Plan({ networkId, entryId, partners }: Extract<Deed, { is: 'plan' }>) {
  const { t, trpc, options, once, shown } = useForm()
  const plan = useMutation(trpc.value.planMitigation.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('planSave')}
      busy={plan.isPending}
      onSend={({ chosen, text }) =>
        plan.mutate(
          once({
            ...{ networkId, entryId, what: text('what'), ownerPartner: chosen<PartnerId>('owner') },
            ...{ ownerName: text('ownerName'), dueOn: text('dueOn') || null },
          }),
        )
      }
    >
      <TextField name="what" label={t('mitigation')} />
      <ChoiceField name="owner" label={t('owner')} none={t('nobody')} options={partners} />
      <TextField name="ownerName" label={t('ownerName')} />
      <DayField name="dueOn" label={t('due')} />
    </DeedForm>
  )
}

function Settle({ networkId, mitigationId, what }: Extract<Deed, { is: 'settle' }>) {
  const { t, trpc, options, shown } = useForm()
  const settle = useMutation(trpc.value.settleMitigation.mutationOptions(options))
  return (
    <details>
      <summary>
        {t('settle')}
        <span className="unseen">: {what}</span>
      </summary>
      <DeedForm
        {...shown}
        action={t('settleSave')}
        busy={settle.isPending}
        onSend={({ text }) => settle.mutate({ networkId, mitigationId, outcome: text('outcome') })}
      >
        <TextField name="outcome" label={t('settleOutcome')} rows={3} />
      </DeedForm>
    </details>
  )
}
