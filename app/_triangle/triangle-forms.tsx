'use client'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, type Option, TextField } from '#app/_ui/fields.tsx'
import { Press } from '#app/_ui/press.tsx'
import type { Messages } from '#app/_words/words.ts'
import type { AuthoriserId, CapacityId, NetworkId, PartnerId, PurposeId, ThingId } from '#server/vocabulary/ids.ts'

interface Deed {
  networkId: NetworkId
}
/** What a form can link: `kind:id` and the words. */
type Purposes = { purposes: readonly Option[] }

/** What is done on the triangle, each in a form of its own. */
export function TriangleForms({
  messages,
  ...deed
}: { messages: Messages } & Deed &
  (
    | { is: 'add'; partners: readonly Option[] }
    | { is: 'take-out'; purposeId: PurposeId; label: string }
    | ({ is: 'backer'; backers: readonly Option[] } & Purposes)
    | ({ is: 'means'; means: readonly Option[] } & Purposes)
  )) {
  return (
    <Forms messages={messages}>
      {deed.is === 'add' && <Add {...deed} />}
      {deed.is === 'take-out' && <TakeOut {...deed} />}
      {deed.is === 'backer' && <LinkBacker {...deed} />}
      {deed.is === 'means' && <LinkMeans {...deed} />}
    </Forms>
  )
}

const split = (chosen: string) => chosen.split(':') as ['statement' | 'purpose', string?]

function Add({ networkId, partners }: Deed & { partners: readonly Option[] }) {
  const t = useTranslations('triangle')
  const add = useDoing((all) => all.triangle.addPurpose, t('added'))
  return (
    <DeedForm
      {...add.form}
      action={t('purposeGo')}
      look="first"
      onSend={({ text, chosen }) =>
        add.send({ networkId, text: text('text'), partnerId: chosen<PartnerId>('partner') })
      }
    >
      <TextField name="text" label={t('purposeText')} rows={2} />
      {partners.length > 1 && (
        <ChoiceField name="partner" label={t('purposeWhose')} options={partners} none={t('everybody')} />
      )}
    </DeedForm>
  )
}

function TakeOut({ networkId, purposeId, label }: Deed & { purposeId: PurposeId; label: string }) {
  const t = useTranslations('triangle')
  const takeOut = useDoing((all) => all.triangle.takeOutPurpose, t('added'))
  return (
    <>
      <Press
        className="button small"
        aria-label={t('takeOutNamed', { card: label })}
        off={takeOut.form.busy}
        onPress={() => takeOut.send({ networkId, purposeId })}
      >
        {t('takeOut')}
      </Press>
      {takeOut.form.wrong && (
        <span className="wrong" role="alert">
          {takeOut.form.wrong}
        </span>
      )}
    </>
  )
}

function LinkBacker({ networkId, purposes, backers }: Deed & { backers: readonly Option[] } & Purposes) {
  const t = useTranslations('triangle')
  const link = useDoing((all) => all.authoriser.hangOn, t('linked'))
  return (
    <DeedForm
      {...link.form}
      action={t('linkGo')}
      onSend={({ text }) => {
        const [thingKind, thingId] = split(text('purpose') || 'statement')
        const authoriserId = text('backer') as AuthoriserId
        link.send({ networkId, authoriserId, thingKind, thingId: (thingId as ThingId | undefined) ?? null })
      }}
    >
      <ChoiceField name="purpose" label={t('purpose')} options={purposes} none={t('choose')} />
      <ChoiceField name="backer" label={t('backer')} options={backers} />
    </DeedForm>
  )
}

function LinkMeans({ networkId, purposes, means }: Deed & { means: readonly Option[] } & Purposes) {
  const t = useTranslations('triangle')
  const link = useDoing((all) => all.means.assign, t('linked'))
  return (
    <DeedForm
      {...link.form}
      action={t('linkGo')}
      onSend={({ text }) => {
        const [useKind, useId = ''] = split(text('purpose') || 'statement')
        link.send({ networkId, capacityId: text('means') as CapacityId, useKind, useId })
      }}
    >
      <ChoiceField name="purpose" label={t('purpose')} options={purposes} none={t('choose')} />
      <ChoiceField name="means" label={t('means')} options={means} />
    </DeedForm>
  )
}
