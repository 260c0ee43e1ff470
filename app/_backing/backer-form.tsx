'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField, TicksField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Authoriser } from '#server/authoriser/find.ts'
import {
  AUTHORISER_KINDS,
  type AuthoriserKind,
  BASES,
  type Basis,
  GIFTS,
  type Gift,
  INSTRUMENTS,
  type Instrument,
  SUCCESSORS,
  TRIGGERS,
  type Trigger,
} from '#server/vocabulary/backing.ts'
import type { NetworkId, PartnerId, UserId } from '#server/vocabulary/ids.ts'

export interface People {
  partners: readonly { id: PartnerId; name: string }[]
  /** Who speaks for a partner. */
  delegates: readonly { userId: UserId; name: string; partner: string }[]
}
interface Props {
  networkId: NetworkId
  people: People
  /** The record to change; none to add one. */
  backer?: Authoriser
  messages: Messages
}

/** The form of a record in the register: adds one, or changes one. */
export function BackerForm(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <Form {...props} />
      </Procedures>
    </Words>
  )
}

const fieldsOf = ({ text, chosen, all }: Sent) => ({
  label: text('label'),
  kind: text('kind') as AuthoriserKind,
  organisation: text('organisation'),
  gives: all<Gift>('gives'),
  basis: text('basis') as Basis,
  instrument: chosen<Instrument>('instrument'),
  heldByPartner: chosen<PartnerId>('heldByPartner'),
  heldByUser: chosen<UserId>('heldByUser'),
  secondPartner: chosen<PartnerId>('secondPartner'),
  secondUser: chosen<UserId>('secondUser'),
  startsOn: chosen('startsOn'),
  endsOn: chosen('endsOn'),
  trigger: chosen<Trigger>('trigger'),
  reviewOn: chosen('reviewOn'),
  successor: text('successor') as (typeof SUCCESSORS)[number],
  successorName: text('successorName'),
})

function Form({ networkId, people, backer }: Props) {
  const t = useTranslations('backing')
  const trpc = useTRPC()
  const away = () => window.location.assign(`/network/${networkId}/backing${backer ? `/${backer.id}` : ''}`)
  const { said, times, options, once } = useDeed(away)
  const add = useMutation(trpc.authoriser.add.mutationOptions(options))
  const change = useMutation(trpc.authoriser.change.mutationOptions(options))
  const send = (sent: Sent) =>
    backer
      ? change.mutate({ networkId, authoriserId: backer.id, version: backer.version, ...fieldsOf(sent) })
      : add.mutate(once({ networkId, ...fieldsOf(sent) }))
  return (
    <DeedForm
      action={t('formSave')}
      busy={add.isPending || change.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done={said.is === 'done' ? t('saved') : ''}
      times={times}
      onSend={send}
      look="first"
    >
      <TextField name="label" label={t('formName')} hint={t('formNameHint')} value={backer?.label ?? ''} />
      <TextField name="organisation" label={t('organisation')} value={backer?.organisation ?? ''} />
      <ChoiceField
        name="kind"
        label={t('formKind')}
        options={AUTHORISER_KINDS.map((kind) => [kind, t(`kinds.${kind}`)])}
        value={backer?.kind ?? 'person_in_role'}
      />
      <TicksField
        name="gives"
        label={t('formGives')}
        options={GIFTS.map((gift) => [gift, t(`gifts.${gift}`)])}
        values={backer?.gives ?? []}
      />
      <ChoiceField
        name="basis"
        label={t('formBasis')}
        options={BASES.map((basis) => [basis, t(`bases.${basis}`)])}
        value={backer?.basis ?? 'personal'}
      />
      <ChoiceField
        name="instrument"
        label={t('formPaper')}
        options={INSTRUMENTS.map((paper) => [paper, t(`papers.${paper}`)])}
        none={t('noneOfThese')}
        value={backer?.instrument ?? ''}
      />
      <Tie people={people} backer={backer} />
      <Time backer={backer} />
    </DeedForm>
  )
}

function Tie({ people, backer }: { people: People; backer: Authoriser | undefined }) {
  const t = useTranslations('backing')
  const partners = people.partners.map(({ id, name }) => [id, name] as const)
  const delegates = people.delegates.map(({ userId, name, partner }) => [userId, `${name}, ${partner}`] as const)
  const [held, second] = [backer?.heldBy, backer?.second]
  return (
    <fieldset>
      <legend>
        <h2>{t('formTie')}</h2>
      </legend>
      <ChoiceField
        name="heldByPartner"
        label={t('formHolder')}
        options={partners}
        none={t('nobody')}
        value={held?.partnerId ?? ''}
      />
      <ChoiceField
        name="heldByUser"
        label={t('formHolderPerson')}
        options={delegates}
        none={t('nobody')}
        value={held?.userId ?? ''}
      />
      <ChoiceField
        name="secondPartner"
        label={t('formSecond')}
        options={partners}
        none={t('nobody')}
        value={second?.partnerId ?? ''}
      />
      <ChoiceField
        name="secondUser"
        label={t('formSecondPerson')}
        options={delegates}
        none={t('nobody')}
        value={second?.userId ?? ''}
      />
    </fieldset>
  )
}

function Time({ backer }: { backer: Authoriser | undefined }) {
  const t = useTranslations('backing')
  return (
    <fieldset>
      <legend>
        <h2>{t('formTime')}</h2>
      </legend>
      <DayField name="startsOn" label={t('formStarts')} value={backer?.startsOn ?? ''} />
      <DayField name="endsOn" label={t('formEnds')} value={backer?.endsOn ?? ''} />
      <ChoiceField
        name="trigger"
        label={t('formTrigger')}
        options={TRIGGERS.map((trigger) => [trigger, t(`triggers.${trigger}`)])}
        none={t('noneOfThese')}
        value={backer?.trigger ?? ''}
      />
      <DayField name="reviewOn" label={t('formReview')} value={backer?.reviewOn ?? ''} />
      <ChoiceField
        name="successor"
        label={t('formSuccessor')}
        options={SUCCESSORS.map((one) => [one, t(`successors.${one}`)])}
        value={backer?.successor ?? 'not_asked'}
      />
      <TextField name="successorName" label={t('formSuccessorName')} value={backer?.successorName ?? ''} />
    </fieldset>
  )
}
