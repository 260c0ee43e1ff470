'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Capacity } from '#server/means/find.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { EXCHANGE_SIDES, type ExchangeSide, MEANS_KINDS, type MeansKind } from '#server/vocabulary/means.ts'

interface Props {
  networkId: NetworkId
  partners: readonly Option[]
  messages: Messages
}

/** The form of a capacity: adds one, or changes one. */
export function CapacityForm({ messages, ...props }: Props & { capacity?: Capacity }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <OfCapacity {...props} />
      </Procedures>
    </Words>
  )
}

/** The form with which a partner offers or asks. */
export function ExchangeForm({ messages, ...props }: Props) {
  return (
    <Words messages={messages}>
      <Procedures>
        <OfExchange {...props} />
      </Procedures>
    </Words>
  )
}

/** Whose it is: the only one that can be named is chosen already. */
const onlyOne = (partners: readonly Option[]) => (partners.length === 1 ? (partners[0]?.[0] ?? '') : '')

function OfCapacity({ networkId, partners, capacity }: Omit<Props, 'messages'> & { capacity?: Capacity }) {
  const t = useTranslations('means')
  const trpc = useTRPC()
  const { said, times, options } = useDeed(() =>
    window.location.assign(`/network/${networkId}/means${capacity ? `/${capacity.id}` : ''}`),
  )
  const add = useMutation(trpc.means.add.mutationOptions(options))
  const change = useMutation(trpc.means.change.mutationOptions(options))
  const send = (sent: Sent) => {
    const fields = {
      ...{ label: sent.text('label'), kind: sent.chosen<MeansKind>('kind'), amount: sent.text('amount') },
      ...{ partnerId: sent.chosen<PartnerId>('partner'), holder: sent.text('holder') },
      untilDay: sent.chosen('untilDay'),
    }
    if (capacity) change.mutate({ networkId, capacityId: capacity.id, version: capacity.version, ...fields })
    else add.mutate({ networkId, ...fields })
  }
  return (
    <DeedForm
      action={t('save')}
      busy={add.isPending || change.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={times}
      onSend={send}
      look="first"
    >
      <TextField name="label" label={t('what')} hint={t('whatHint')} value={capacity?.label ?? ''} />
      <KindField value={capacity?.kind ?? ''} />
      <ChoiceField
        name="partner"
        label={t('partner')}
        options={partners}
        none={t('choose')}
        value={capacity?.partner.id ?? onlyOne(partners)}
      />
      <TextField name="amount" label={t('amount')} hint={t('amountHint')} value={capacity?.amount ?? ''} />
      <TextField name="holder" label={t('holder')} hint={t('holderHint')} value={capacity?.holder ?? ''} />
      <DayField name="untilDay" label={t('until')} hint={t('untilHint')} value={capacity?.untilDay ?? ''} />
    </DeedForm>
  )
}

function OfExchange({ networkId, partners }: Omit<Props, 'messages'>) {
  const t = useTranslations('means')
  const trpc = useTRPC()
  const { said, times, options } = useDeed(() => window.location.assign(`/network/${networkId}/means#exchange`))
  const add = useMutation(trpc.means.exchange.mutationOptions(options))
  return (
    <DeedForm
      action={t('exchangeGo')}
      busy={add.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={times}
      look="first"
      onSend={({ text, chosen }) =>
        add.mutate({
          ...{ networkId, side: chosen<ExchangeSide>('side'), kind: chosen<MeansKind>('kind'), text: text('text') },
          ...{ partnerId: chosen<PartnerId>('partner'), amount: text('amount'), untilDay: chosen('untilDay') },
        })
      }
    >
      <fieldset>
        <legend>{t('side')}</legend>
        <div className="choices pairs">
          {EXCHANGE_SIDES.map((side) => (
            <label key={side} className="choice slim">
              <input type="radio" name="side" value={side} />
              <span>{t(`sides.${side}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField name="text" label={t('exchangeText')} hint={t('whatHint')} />
      <KindField value="" />
      <ChoiceField name="partner" label={t('whose')} options={partners} none={t('choose')} value={onlyOne(partners)} />
      <TextField name="amount" label={t('amount')} hint={t('amountHint')} />
      <DayField name="untilDay" label={t('until')} hint={t('untilHint')} />
    </DeedForm>
  )
}

function KindField({ value }: { value: string }) {
  const t = useTranslations('means')
  return (
    <ChoiceField
      name="kind"
      label={t('kind')}
      options={MEANS_KINDS.map((kind) => [kind, t(`kinds.${kind}`)] as const)}
      none={t('choose')}
      value={value}
    />
  )
}
