'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import type { AbsentGroup } from '#server/absent/find.ts'
import {
  ABSENT_STATES,
  type AbsentState,
  BOND_ITEMS,
  GOVERNANCE_FORMS,
  type GovernanceForm,
} from '#server/vocabulary/governance.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { PointsField, pointsIn } from './points-field.tsx'
import { PulsePanel } from './pulse-panel.tsx'

type Partners = readonly (readonly [id: PartnerId, name: string])[]
type Deed = { networkId: NetworkId } & (
  | { is: 'form'; partners: Partners; today: string; form: GovernanceForm | null }
  | { is: 'check' }
  | { is: 'pulse' }
  | { is: 'bond'; partner: { id: PartnerId; name: string } }
  | { is: 'note-absent'; partners: Partners }
  | { is: 'change-absent'; partners: Partners; group: AbsentGroup }
)

/** Whatever somebody does on the page of how a network is run, each in a form of its own. */
export function GovernanceDeed({ messages, ...deed }: Deed & { messages: Messages }) {
  return (
    <Forms messages={messages}>
      {deed.is === 'form' && <NoteForm {...deed} />}
      {deed.is === 'check' && <KeepCheck {...deed} />}
      {deed.is === 'pulse' && <PulsePanel networkId={deed.networkId} />}
      {deed.is === 'bond' && <RateBond {...deed} />}
      {deed.is === 'note-absent' && <NoteAbsent {...deed} />}
      {deed.is === 'change-absent' && <ChangeAbsent {...deed} />}
    </Forms>
  )
}

function NoteForm({ networkId, partners, today, form }: Extract<Deed, { is: 'form' }>) {
  const t = useTranslations('governance')
  const note = useDoing((all) => all.governance.noteForm, t('saved'))
  const [chosen, choose] = useState<GovernanceForm | null>(form)
  return (
    <details>
      <summary>{t(form ? 'formChange' : 'formNote')}</summary>
      <DeedForm
        {...note.form}
        action={t('formSave')}
        onSend={(sent) =>
          note.send({
            ...{ networkId, form: chosen, since: sent.text('since'), note: sent.text('note') },
            ...{ leadPartner: sent.chosen<PartnerId>('leadPartner'), bodyName: sent.text('bodyName') },
          })
        }
      >
        <fieldset>
          <legend>{t('formAsk')}</legend>
          <div className="choices">
            {GOVERNANCE_FORMS.map((one) => (
              <label key={one} className="choice slim">
                <input type="radio" name="form" value={one} checked={chosen === one} onChange={() => choose(one)} />
                <span>{t(`forms.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {chosen === 'lead_organisation' && (
          <ChoiceField name="leadPartner" label={t('leadPartner')} none={t('choose')} options={partners} />
        )}
        {chosen === 'administrative_body' && <TextField name="bodyName" label={t('bodyName')} />}
        <DayField name="since" label={t('since')} value={today} />
        <TextField name="note" label={t('formWhy')} rows={2} />
      </DeedForm>
    </details>
  )
}

function KeepCheck({ networkId }: Extract<Deed, { is: 'check' }>) {
  const t = useTranslations('governance')
  const keep = useDoing((all) => all.governance.keepCheck, t('saved'))
  return (
    <DeedForm
      {...keep.form}
      action={t('checkSave')}
      onSend={({ text }) => keep.send({ networkId, conclusion: text('conclusion') })}
    >
      <TextField name="conclusion" label={t('conclusion')} hint={t('conclusionHint')} rows={3} />
    </DeedForm>
  )
}

function RateBond({ networkId, partner }: Extract<Deed, { is: 'bond' }>) {
  const t = useTranslations('governance')
  const rate = useDoing((all) => all.bond.rate, t('saved'))
  return (
    <details>
      <summary>{partner.name}</summary>
      <DeedForm
        {...rate.form}
        action={t('bondSave')}
        onSend={(sent) => rate.send({ networkId, aboutPartner: partner.id, points: pointsIn(sent, BOND_ITEMS) })}
      >
        <p className="hint">{t('pointsHint')}</p>
        {BOND_ITEMS.map((item) => (
          <PointsField key={item} name={item} label={t(`bondItems.${item}`)} />
        ))}
      </DeedForm>
    </details>
  )
}

function AbsentFields({ partners, from }: { partners: Partners; from: AbsentGroup | null }) {
  const t = useTranslations('governance')
  return (
    <>
      <TextField name="name" label={t('absentName')} hint={t('absentNameHint')} value={from?.name ?? ''} />
      <TextField name="affected" label={t('affected')} value={from?.affected ?? ''} />
      <ChoiceField
        name="owner"
        label={t('absentOwner')}
        none={t('choose')}
        value={from?.ownerPartner ?? ''}
        options={partners}
      />
      <TextField name="ownerName" label={t('ownerName')} value={from?.ownerName ?? ''} />
    </>
  )
}
const fieldsIn = (sent: Sent) => ({
  ...{ name: sent.text('name'), affected: sent.text('affected') },
  ...{ ownerPartner: sent.chosen<PartnerId>('owner'), ownerName: sent.text('ownerName') },
})

function NoteAbsent({ networkId, partners }: Extract<Deed, { is: 'note-absent' }>) {
  const t = useTranslations('governance')
  const note = useDoing((all) => all.absent.note, t('saved'))
  return (
    <details>
      <summary>{t('absentNote')}</summary>
      <DeedForm {...note.form} action={t('absentSave')} onSend={(sent) => note.send({ networkId, ...fieldsIn(sent) })}>
        <AbsentFields partners={partners} from={null} />
      </DeedForm>
    </details>
  )
}

function ChangeAbsent({ networkId, partners, group }: Extract<Deed, { is: 'change-absent' }>) {
  const t = useTranslations('governance')
  const change = useDoing((all) => all.absent.change, t('saved'))
  return (
    <details>
      <summary>
        {t('absentChange')}
        <span className="unseen">: {group.name}</span>
      </summary>
      <DeedForm
        {...change.form}
        action={t('absentChangeSave')}
        onSend={(sent) =>
          change.send({
            ...{ networkId, groupId: group.id, version: group.version, ...fieldsIn(sent) },
            ...{ state: sent.text('state') as AbsentState, outcome: sent.text('outcome') },
          })
        }
      >
        <AbsentFields partners={partners} from={group} />
        <ChoiceField
          name="state"
          label={t('absentState')}
          value={group.state}
          options={ABSENT_STATES.map((one) => [one, t(`absentStates.${one}`)] as const)}
        />
        <TextField name="outcome" label={t('absentOutcome')} rows={2} value={group.outcome} />
      </DeedForm>
    </details>
  )
}
