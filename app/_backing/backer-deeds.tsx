'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
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
    <Words messages={messages}>
      <Procedures>
        {deed.is === 'support' && <Support {...deed} />}
        {deed.is === 'hang' && <Hang {...deed} />}
        {deed.is === 'let-go' && <LetGo {...deed} />}
        {deed.is === 'plan' && <Plan {...deed} />}
        {deed.is === 'settle' && <Settle {...deed} />}
        {deed.is === 'end' && <End {...deed} />}
      </Procedures>
    </Words>
  )
}

/** What every form of these needs to know of its deed. */
function useForm() {
  const t = useTranslations('backing')
  const { said, times, options, once } = useDeed()
  const shown = { wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? t('saved') : '', times }
  return { t, trpc: useTRPC(), options, once, shown }
}

function Support({ networkId, authoriserId, today }: Deed) {
  const { t, trpc, options, once, shown } = useForm()
  const note = useMutation(trpc.authoriser.noteSupport.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('supportGo')}
      busy={note.isPending}
      onSend={({ text }) =>
        note.mutate(
          once({
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
  const { t, trpc, options, shown } = useForm()
  const [kind, setKind] = useState<ThingKind>('statement')
  const hang = useMutation(trpc.authoriser.hangOn.mutationOptions(options))
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
        {...shown}
        action={t('dependGo')}
        busy={hang.isPending}
        onSend={({ text, chosen }) =>
          hang.mutate({
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
  const { t, trpc, options, shown } = useForm()
  const letGo = useMutation(trpc.authoriser.letGo.mutationOptions(options))
  return (
    <>
      <button
        type="button"
        className="button small"
        disabled={letGo.isPending}
        onClick={() => letGo.mutate({ networkId, authoriserId, thingKind: kind, thingId })}
      >
        {t('dependOut')}
        <span className="unseen"> {label}</span>
      </button>
      {shown.wrong && (
        <span className="wrong" role="alert">
          {shown.wrong}
        </span>
      )}
    </>
  )
}

function Plan({ networkId, authoriserId, partners }: Deed & { partners: readonly Option[] }) {
  const { t, trpc, options, once, shown } = useForm()
  const plan = useMutation(trpc.authoriser.planFormalisation.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('planGo')}
      busy={plan.isPending}
      onSend={({ text, chosen }) =>
        plan.mutate(
          once({
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
  const { t, trpc, options, shown } = useForm()
  const settle = useMutation(trpc.authoriser.settleFormalisation.mutationOptions(options))
  return (
    <>
      <DeedForm
        {...shown}
        action={t('planDone')}
        busy={settle.isPending}
        onSend={({ text }) =>
          settle.mutate({
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
      <button
        type="button"
        className="button small"
        disabled={settle.isPending}
        onClick={() => settle.mutate({ networkId, formalisationId })}
      >
        {t('planDrop')}
      </button>
    </>
  )
}

function End({ networkId, authoriserId, today }: Deed) {
  const { t, trpc, options, shown } = useForm()
  const end = useMutation(trpc.authoriser.end.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('endGo')}
      busy={end.isPending}
      look="danger"
      onSend={({ text }) => end.mutate({ networkId, authoriserId, endedOn: text('endedOn') })}
    >
      <DayField name="endedOn" label={t('endOn')} value={today} />
    </DeedForm>
  )
}
