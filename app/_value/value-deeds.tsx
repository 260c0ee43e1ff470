'use client'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
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
    <Forms messages={messages}>
      {deed.is === 'judge' && <Judge {...deed} />}
      {deed.is === 'plan' && <Plan {...deed} />}
      {deed.is === 'settle' && <Settle {...deed} />}
    </Forms>
  )
}

function Judge({ networkId, entryId, partner, point, reason }: Extract<Deed, { is: 'judge' }>) {
  const t = useTranslations('value')
  const judge = useDoing((all) => all.value.judge, t('saved'))
  return (
    <DeedForm
      {...judge.form}
      action={t('judgeSave')}
      onSend={({ chosen, text }) =>
        judge.send({
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
  const t = useTranslations('value')
  const plan = useDoing((all) => all.value.planMitigation, t('saved'))
  return (
    <DeedForm
      {...plan.form}
      action={t('planSave')}
      onSend={({ chosen, text }) =>
        plan.send(
          plan.once({
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
  const t = useTranslations('value')
  const settle = useDoing((all) => all.value.settleMitigation, t('saved'))
  return (
    <details>
      <summary>
        {t('settle')}
        <span className="unseen">: {what}</span>
      </summary>
      <DeedForm
        {...settle.form}
        action={t('settleSave')}
        onSend={({ text }) => settle.send({ networkId, mitigationId, outcome: text('outcome') })}
      >
        <TextField name="outcome" label={t('settleOutcome')} rows={3} />
      </DeedForm>
    </details>
  )
}
