'use client'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { type AgreedFrom, STANDS, type Stand } from '#server/vocabulary/agreement.ts'
import type { NetworkId, PartnerId, SessionId } from '#server/vocabulary/ids.ts'
import { cutText } from '#server/vocabulary/text.ts'
import type { Choice } from './agreement-deeds.tsx'

/** Something an agreement can be made of, with what partners have said to it already. */
export interface Material {
  kind: Exclude<AgreedFrom, 'words'>
  id: string
  text: string
  stands: Readonly<Record<string, { stand: Stand; reason: string }>>
}
interface Props {
  networkId: NetworkId
  partners: readonly Choice<PartnerId>[]
  materials: readonly Material[]
  /** The workshop that it is made in, when whoever runs it came from its desk. */
  sessionId: SessionId | null
  /** Which of the materials it begins with; '' for words of its own. */
  from: string
  today: string
  /** A year from today: when most agreements are looked at again. */
  nextYear: string
}

/** The form that notes an agreement: in which words, who stands where, who sees to it, and when to look again. */
export function AgreementForm({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <TheForm {...props} />
      </Procedures>
    </Words>
  )
}

function TheForm({ networkId, partners, materials, sessionId, from, today, nextYear }: Props) {
  const t = useTranslations('agreements')
  const trpc = useTRPC()
  const id = useId()
  const { said, options } = useDeed(() =>
    window.location.assign(sessionId ? `/convene/${sessionId}` : `/network/${networkId}/agreements`),
  )
  const make = useMutation(trpc.agreement.make.mutationOptions(options))
  const [chosen, choose] = useState(from)
  const material = materials.find((one) => `${one.kind}:${one.id}` === chosen)
  function send(sent: Sent) {
    make.mutate({
      ...{
        networkId,
        sessionId,
        text: sent.text('text'),
        agreedOn: sent.text('agreedOn'),
        reviewOn: sent.text('reviewOn'),
      },
      from: material ? { kind: material.kind, id: material.id } : null,
      ...{ ownerPartner: sent.chosen<PartnerId>('owner'), ownerName: sent.text('ownerName') },
      stands: partners.map(([partnerId]) => ({
        partnerId,
        stand: sent.chosen<Stand>(`stand ${partnerId}`),
        reason: material?.stands[partnerId]?.reason ?? '',
      })),
    })
  }
  return (
    <DeedForm
      action={t('makeSave')}
      busy={make.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={0}
      onSend={send}
      look="first"
    >
      {materials.length > 0 && (
        <div className="field">
          <label htmlFor={id}>{t('madeOf')}</label>
          <select id={id} value={chosen} onChange={(event) => choose(event.target.value)}>
            <option value="">{t('froms.words')}</option>
            {materials.map((one) => (
              <option key={`${one.kind}:${one.id}`} value={`${one.kind}:${one.id}`}>
                {one.kind === 'proposition' ? `${t('froms.proposition', { no: one.id })}: ` : ''}
                {cutText(one.text, 90)}
              </option>
            ))}
          </select>
        </div>
      )}
      <TextField
        key={`text ${chosen}`}
        name="text"
        label={t('text')}
        hint={t('textHint')}
        rows={3}
        value={material?.text ?? ''}
      />
      <StandsTable key={`stands ${chosen}`} partners={partners} material={material} />
      <ChoiceField name="owner" label={t('owner')} none={t('choose')} options={partners} />
      <TextField name="ownerName" label={t('ownerName')} />
      <DayField name="agreedOn" label={t('agreed')} value={today} />
      <DayField name="reviewOn" label={t('review')} hint={t('reviewHint')} value={nextYear} />
    </DeedForm>
  )
}

/** Where each partner stands: one list a partner, begun with what it has said already. */
function StandsTable({ partners, material }: Pick<Props, 'partners'> & { material: Material | undefined }) {
  const t = useTranslations('agreements')
  return (
    <fieldset>
      <legend>{t('who')}</legend>
      <p className="hint">{t('whoHint')}</p>
      <div className="grid">
        {partners.map(([partnerId, name]) => (
          <ChoiceField
            key={partnerId}
            name={`stand ${partnerId}`}
            label={name}
            none={t('notSaid')}
            value={material?.stands[partnerId]?.stand ?? ''}
            options={STANDS.map((one) => [one, t(`stands.${one}`)] as const)}
          />
        ))}
      </div>
    </fieldset>
  )
}
