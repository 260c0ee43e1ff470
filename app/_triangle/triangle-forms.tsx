'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, type Option, TextField } from '#app/_ui/fields.tsx'
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

function useForm(doneWords: 'linked' | 'added') {
  const t = useTranslations('triangle')
  const { said, times, options } = useDeed()
  const shown = { wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? t(doneWords) : '', times }
  return { t, trpc: useTRPC(), options, shown }
}

const split = (chosen: string) => chosen.split(':') as ['statement' | 'purpose', string?]

function Add({ networkId, partners }: Deed & { partners: readonly Option[] }) {
  const { t, trpc, options, shown } = useForm('added')
  const add = useMutation(trpc.triangle.addPurpose.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('purposeGo')}
      busy={add.isPending}
      look="first"
      onSend={({ text, chosen }) =>
        add.mutate({ networkId, text: text('text'), partnerId: chosen<PartnerId>('partner') })
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
  const { t, trpc, options, shown } = useForm('added')
  const takeOut = useMutation(trpc.triangle.takeOutPurpose.mutationOptions(options))
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-label={t('takeOutNamed', { card: label })}
        disabled={takeOut.isPending}
        onClick={() => takeOut.mutate({ networkId, purposeId })}
      >
        {t('takeOut')}
      </button>
      {shown.wrong && (
        <span className="wrong" role="alert">
          {shown.wrong}
        </span>
      )}
    </>
  )
}

function LinkBacker({ networkId, purposes, backers }: Deed & { backers: readonly Option[] } & Purposes) {
  const { t, trpc, options, shown } = useForm('linked')
  const link = useMutation(trpc.authoriser.hangOn.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('linkGo')}
      busy={link.isPending}
      onSend={({ text }) => {
        const [thingKind, thingId] = split(text('purpose') || 'statement')
        const authoriserId = text('backer') as AuthoriserId
        link.mutate({ networkId, authoriserId, thingKind, thingId: (thingId as ThingId | undefined) ?? null })
      }}
    >
      <ChoiceField name="purpose" label={t('purpose')} options={purposes} none={t('choose')} />
      <ChoiceField name="backer" label={t('backer')} options={backers} />
    </DeedForm>
  )
}

function LinkMeans({ networkId, purposes, means }: Deed & { means: readonly Option[] } & Purposes) {
  const { t, trpc, options, shown } = useForm('linked')
  const link = useMutation(trpc.means.assign.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('linkGo')}
      busy={link.isPending}
      onSend={({ text }) => {
        const [useKind, useId = ''] = split(text('purpose') || 'statement')
        link.mutate({ networkId, capacityId: text('means') as CapacityId, useKind, useId })
      }}
    >
      <ChoiceField name="purpose" label={t('purpose')} options={purposes} none={t('choose')} />
      <ChoiceField name="means" label={t('means')} options={means} />
    </DeedForm>
  )
}
