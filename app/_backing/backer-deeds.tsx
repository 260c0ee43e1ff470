'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import { Press } from '#app/_ui/press.tsx'
import type { Messages } from '#app/_words/words.ts'
import {
  INSTRUMENTS,
  type Instrument,
  SUPPORT_LEVELS,
  type SupportLevel,
  THING_KINDS,
  type ThingKind,
} from '#server/vocabulary/backing.ts'
import type { AuthoriserId, FormalisationId, NetworkId, PartnerId, ThingId } from '#server/vocabulary/ids.ts'

export interface Deed {
  networkId: NetworkId
  authoriserId: AuthoriserId
  today: string
}
/** What there is that can hang on an authoriser, by name. */
interface Hangable {
  statements: readonly Option[]
  purposes: readonly Option[]
  capacities: readonly Option[]
  backers: readonly Option[]
}
/** Whatever a convenor does to one record, each in a form of its own. */
export function BackerDeeds({
  messages,
  ...deed
}: ({ messages: Messages } & Deed) &
  (
    | { is: 'support' }
    | ({ is: 'hang' } & Hangable)
    | { is: 'let-go'; kind: ThingKind; thingId: ThingId; label: string }
    | { is: 'plan'; partners: readonly Option[] }
    | { is: 'settle'; formalisationId: FormalisationId }
    | { is: 'end' }
  )) {
  return (
    <Forms messages={messages}>
      {deed.is === 'support' && <Support {...deed} />}
      {deed.is === 'hang' && <Hang {...deed} />}
      {deed.is === 'let-go' && <LetGo {...deed} />}
      {deed.is === 'plan' && <Plan {...deed} />}
      {deed.is === 'settle' && <Settle {...deed} />}
      {deed.is === 'end' && <End {...deed} />}
    </Forms>
  )
}

function Support({ networkId, authoriserId, today }: Deed) {
  const t = useTranslations('backing')
  const note = useDoing((all) => all.authoriser.noteSupport, t('saved'))
  return (
    <DeedForm
      {...note.form}
      action={t('supportGo')}
      onSend={({ text }) =>
        note.send(
          note.once({
            ...{ networkId, authoriserId, level: text('level') as SupportLevel },
            ...{ since: text('since'), note: text('note') },
          }),
        )
      }
    >
      <ChoiceField
        name="level"
        label={t('supportLevel')}
        options={SUPPORT_LEVELS.map((level) => [level, t(`levels.${level}`)])}
        value="neutral"
      />
      <DayField name="since" label={t('supportSince')} value={today} />
      <TextField name="note" label={t('supportNote')} />
    </DeedForm>
  )
}

function Hang({ networkId, authoriserId, statements, purposes, capacities, backers }: Deed & Hangable) {
  const t = useTranslations('backing')
  const hang = useDoing((all) => all.authoriser.hangOn, t('saved'))
  const [kind, setKind] = useState<ThingKind>('statement')
  return (
    <>
      <div className="field">
        <label htmlFor="thing-kind">{t('dependKind')}</label>
        <select id="thing-kind" value={kind} onChange={(event) => setKind(event.target.value as ThingKind)}>
          {THING_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`things.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <DeedForm
        {...hang.form}
        action={t('dependGo')}
        onSend={({ text, chosen }) =>
          hang.send({
            networkId,
            authoriserId,
            thingKind: kind,
            thingId: chosen<ThingId>('thing'),
            label: text('label'),
          })
        }
      >
        {kind === 'statement' && (
          <ChoiceField name="thing" label={t('dependStatement')} options={statements} none={t('choose')} />
        )}
        {kind === 'authoriser' && (
          <ChoiceField name="thing" label={t('dependBacker')} options={backers} none={t('choose')} />
        )}
        {kind === 'purpose' && (
          <ChoiceField name="thing" label={t('dependPurpose')} options={purposes} none={t('choose')} />
        )}
        {kind === 'resource' && capacities.length > 0 && (
          <ChoiceField name="thing" label={t('dependMeans')} options={capacities} none={t('noneOfThese')} />
        )}
        {['resource', 'activity', 'agreement'].includes(kind) && <TextField name="label" label={t('dependName')} />}
      </DeedForm>
    </>
  )
}

function LetGo({
  networkId,
  authoriserId,
  kind,
  thingId,
  label,
}: Deed & { kind: ThingKind; thingId: ThingId; label: string }) {
  const t = useTranslations('backing')
  const letGo = useDoing((all) => all.authoriser.letGo, t('saved'))
  return (
    <DeedButton
      {...letGo.form}
      about={label}
      onPress={() => letGo.send({ networkId, authoriserId, thingKind: kind, thingId })}
    >
      {t('dependOut')}
    </DeedButton>
  )
}

function Plan({ networkId, authoriserId, partners }: Deed & { partners: readonly Option[] }) {
  const t = useTranslations('backing')
  const plan = useDoing((all) => all.authoriser.planFormalisation, t('saved'))
  return (
    <DeedForm
      {...plan.form}
      action={t('planGo')}
      onSend={({ text, chosen }) =>
        plan.send(
          plan.once({
            ...{ networkId, authoriserId, what: text('what'), ownerPartner: chosen<PartnerId>('owner') },
            ...{ ownerName: text('ownerName'), dueOn: text('dueOn') },
          }),
        )
      }
    >
      <TextField name="what" label={t('planWhat')} rows={3} />
      <ChoiceField name="owner" label={t('planOwner')} options={partners} none={t('choose')} />
      <TextField name="ownerName" label={t('planOwnerName')} />
      <DayField name="dueOn" label={t('planDue')} />
    </DeedForm>
  )
}

function Settle({ networkId, formalisationId }: Deed & { formalisationId: FormalisationId }) {
  const t = useTranslations('backing')
  const settle = useDoing((all) => all.authoriser.settleFormalisation, t('saved'))
  return (
    <>
      <DeedForm
        {...settle.form}
        action={t('planDone')}
        onSend={({ text }) =>
          settle.send({
            ...{ networkId, formalisationId, instrument: text('instrument') as Instrument },
            basis: text('basis') as 'formal' | 'mixed',
          })
        }
      >
        <ChoiceField
          name="instrument"
          label={t('planPaper')}
          options={INSTRUMENTS.map((paper) => [paper, t(`papers.${paper}`)])}
          value="council_minute"
        />
        <ChoiceField
          name="basis"
          label={t('planAll')}
          options={(['formal', 'mixed'] as const).map((basis) => [basis, t(`bases.${basis}`)])}
          value="formal"
        />
      </DeedForm>
      <Press
        className="button small"
        off={settle.form.busy}
        onPress={() => settle.send({ networkId, formalisationId })}
      >
        {t('planDrop')}
      </Press>
    </>
  )
}

function End({ networkId, authoriserId, today }: Deed) {
  const t = useTranslations('backing')
  const end = useDoing((all) => all.authoriser.end, t('saved'))
  return (
    <DeedForm
      {...end.form}
      action={t('endGo')}
      look="danger"
      onSend={({ text }) => end.send({ networkId, authoriserId, endedOn: text('endedOn') })}
    >
      <DayField name="endedOn" label={t('endOn')} value={today} />
    </DeedForm>
  )
}
