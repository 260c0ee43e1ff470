'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import type { Agreement } from '#server/agreement/find.ts'
import { STANDS, type Stand } from '#server/vocabulary/agreement.ts'
import type { AgreementId, AuthoriserId, NetworkId, PartnerId, ThingId } from '#server/vocabulary/ids.ts'

export type Choice<Value extends string = string> = readonly [id: Value, name: string]
interface Own {
  partnerId: PartnerId
  stand: Stand
  reason: string
}
type Deed = { networkId: NetworkId; agreementId: AgreementId } & (
  | { is: 'stand'; partners: readonly Choice<PartnerId>[]; own: readonly Own[] }
  | { is: 'change'; agreement: Agreement; partners: readonly Choice<PartnerId>[] }
  | { is: 'end'; today: string }
  | { is: 'rest'; backers: readonly Choice[] }
  | { is: 'let-go'; backer: Choice }
)

/** Whatever somebody does to one agreement, each in a form of its own. */
export function AgreementDeed({ messages, ...deed }: Deed & { messages: Messages }) {
  return (
    <Forms messages={messages}>
      {deed.is === 'stand' && <NoteStand {...deed} />}
      {deed.is === 'change' && <Change {...deed} />}
      {deed.is === 'end' && <End {...deed} />}
      {deed.is === 'rest' && <Rest {...deed} />}
      {deed.is === 'let-go' && <LetGo {...deed} />}
    </Forms>
  )
}

function NoteStand({ networkId, agreementId, partners, own }: Extract<Deed, { is: 'stand' }>) {
  const t = useTranslations('agreements')
  const note = useDoing((all) => all.agreement.noteStand, t('saved'))
  const [partnerId, choose] = useState(partners[0]?.[0] as PartnerId)
  const before = own.find((one) => one.partnerId === partnerId)
  return (
    <details>
      <summary>{t('standNote')}</summary>
      <DeedForm
        {...note.form}
        action={t('standSave')}
        onSend={({ chosen, text }) =>
          note.send({
            ...{ networkId, agreementId, partnerId, stand: chosen<Stand>('stand'), reason: text('reason') },
          })
        }
      >
        {partners.length > 1 ? (
          <div className="field">
            <label>
              {t('whichPartner')}
              <select value={partnerId} onChange={(event) => choose(event.target.value as PartnerId)}>
                {partners.map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </div>
        ) : (
          <p>{partners[0]?.[1]}</p>
        )}
        <fieldset key={partnerId}>
          <legend>{t('standAsk')}</legend>
          <div className="choices">
            {STANDS.map((one) => (
              <label key={one} className="choice slim">
                <input type="radio" name="stand" value={one} defaultChecked={before?.stand === one} />
                <span>{t(`stands.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <TextField key={`${partnerId} why`} name="reason" label={t('standReason')} value={before?.reason ?? ''} />
      </DeedForm>
    </details>
  )
}

function Change({ networkId, agreementId, agreement, partners }: Extract<Deed, { is: 'change' }>) {
  const t = useTranslations('agreements')
  const change = useDoing((all) => all.agreement.change, t('saved'))
  return (
    <details>
      <summary>{t('change')}</summary>
      <DeedForm
        {...change.form}
        action={t('changeSave')}
        onSend={({ chosen, text }) =>
          change.send({
            ...{ networkId, agreementId, version: agreement.version, ownerPartner: chosen<PartnerId>('owner') },
            ...{ ownerName: text('ownerName'), reviewOn: text('reviewOn') },
          })
        }
      >
        <ChoiceField name="owner" label={t('owner')} none={t('choose')} value={agreement.owner.id} options={partners} />
        <TextField name="ownerName" label={t('ownerName')} value={agreement.ownerName} />
        <DayField name="reviewOn" label={t('review')} value={agreement.reviewOn} />
      </DeedForm>
    </details>
  )
}

function End({ networkId, agreementId, today }: Extract<Deed, { is: 'end' }>) {
  const t = useTranslations('agreements')
  const end = useDoing((all) => all.agreement.end, t('saved'))
  return (
    <details>
      <summary>{t('end')}</summary>
      <DeedForm
        {...end.form}
        action={t('endSave')}
        look="danger"
        onSend={({ text }) => end.send({ networkId, agreementId, endedOn: text('endedOn'), outcome: text('outcome') })}
      >
        <DayField name="endedOn" label={t('endDay')} value={today} />
        <TextField name="outcome" label={t('endOutcome')} rows={3} />
      </DeedForm>
    </details>
  )
}

function Rest({ networkId, agreementId, backers }: Extract<Deed, { is: 'rest' }>) {
  const t = useTranslations('agreements')
  const hang = useDoing((all) => all.authoriser.hangOn, t('saved'))
  return (
    <DeedForm
      {...hang.form}
      action={t('restSave')}
      onSend={({ text }) =>
        hang.send({
          ...{ networkId, authoriserId: text('backer') as AuthoriserId, thingKind: 'agreement' },
          thingId: agreementId as string as ThingId,
        })
      }
    >
      <ChoiceField name="backer" label={t('restOn')} options={backers} />
    </DeedForm>
  )
}

function LetGo({ networkId, agreementId, backer: [id, label] }: Extract<Deed, { is: 'let-go' }>) {
  const t = useTranslations('agreements')
  const letGo = useDoing((all) => all.authoriser.letGo, t('saved'))
  return (
    <DeedButton
      {...letGo.form}
      about={label}
      onPress={() =>
        letGo.send({
          ...{ networkId, authoriserId: id as AuthoriserId, thingKind: 'agreement' },
          thingId: agreementId as string as ThingId,
        })
      }
    >
      {t('letGo')}
    </DeedButton>
  )
}
