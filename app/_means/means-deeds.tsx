'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import type { CapacityId, ExchangeId, MatchId, NetworkId } from '#server/vocabulary/ids.ts'
import { USE_KINDS, type UseKind } from '#server/vocabulary/means.ts'

interface Deed {
  networkId: NetworkId
}
type Pair = { offerId: ExchangeId; askId: ExchangeId } | { offers: readonly Option[]; asks: readonly Option[] }

/** What is done with one capacity, offer, ask or match, each in a form of its own. */
export function MeansDeeds({
  messages,
  ...deed
}: { messages: Messages } & Deed &
  (
    | { is: 'assign'; capacityId: CapacityId; things: Readonly<Record<UseKind, readonly Option[]>> }
    | { is: 'release'; capacityId: CapacityId; useKind: UseKind; useId: string; label: string }
    | { is: 'end'; capacityId: CapacityId; today: string }
    | { is: 'withdraw'; exchangeId: ExchangeId; label: string }
    | ({ is: 'propose' } & Pair)
    | { is: 'answer'; matchId: MatchId; partner: string }
  )) {
  return (
    <Forms messages={messages}>
      {deed.is === 'assign' && <Assign {...deed} />}
      {deed.is === 'release' && <Release {...deed} />}
      {deed.is === 'end' && <End {...deed} />}
      {deed.is === 'withdraw' && <Withdraw {...deed} />}
      {deed.is === 'propose' && <Propose {...deed} />}
      {deed.is === 'answer' && <Answer {...deed} />}
    </Forms>
  )
}

/** What every form of these needs to know of its deed. */
function useForm() {
  const t = useTranslations('means')
  const { said, times, options } = useDeed()
  const shown = { wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? t('saved') : '', times }
  return { t, trpc: useTRPC(), options, shown }
}

const Wrong = ({ words }: { words: string }) =>
  words ? (
    <span className="wrong" role="alert">
      {words}
    </span>
  ) : null

function Assign({
  networkId,
  capacityId,
  things,
}: Deed & { capacityId: CapacityId; things: Readonly<Record<UseKind, readonly Option[]>> }) {
  const { t, trpc, options, shown } = useForm()
  const assign = useMutation(trpc.means.assign.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('linkGo')}
      busy={assign.isPending}
      onSend={({ text }) => {
        const [useKind = 'statement', useId = ''] = text('use').split(':') as [UseKind?, string?]
        assign.mutate({ networkId, capacityId, useKind, useId })
      }}
    >
      <div className="field">
        <label htmlFor="use">{t('linkTo')}</label>
        <select id="use" name="use" defaultValue="">
          <option value="">{t('choose')}</option>
          {USE_KINDS.filter((kind) => things[kind].length > 0).map((kind) => (
            <optgroup key={kind} label={t(`uses.${kind}`)}>
              {things[kind].map(([id, label]) => (
                <option key={id} value={`${kind}:${id}`}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
    </DeedForm>
  )
}

function Release({
  label,
  ...use
}: Deed & { capacityId: CapacityId; useKind: UseKind; useId: string; label: string; is: string }) {
  const { t, trpc, options, shown } = useForm()
  const { is: _is, ...input } = use
  const release = useMutation(trpc.means.release.mutationOptions(options))
  return (
    <>
      <button type="button" className="button small" disabled={release.isPending} onClick={() => release.mutate(input)}>
        {t('unlink')}
        <span className="unseen"> {label}</span>
      </button>
      <Wrong words={shown.wrong} />
    </>
  )
}

function End({ networkId, capacityId, today }: Deed & { capacityId: CapacityId; today: string }) {
  const { t, trpc, options, shown } = useForm()
  const end = useMutation(trpc.means.end.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('endGo')}
      busy={end.isPending}
      look="danger"
      onSend={({ text }) => end.mutate({ networkId, capacityId, endedOn: text('endedOn') })}
    >
      <DayField name="endedOn" label={t('endOn')} value={today} />
    </DeedForm>
  )
}

function Withdraw({ networkId, exchangeId, label }: Deed & { exchangeId: ExchangeId; label: string }) {
  const { t, trpc, options, shown } = useForm()
  const withdraw = useMutation(trpc.means.withdraw.mutationOptions(options))
  return (
    <>
      <button
        type="button"
        className="button small"
        disabled={withdraw.isPending}
        onClick={() => withdraw.mutate({ networkId, exchangeId })}
      >
        {t('withdraw')}
        <span className="unseen"> {label}</span>
      </button>
      <Wrong words={shown.wrong} />
    </>
  )
}

function Propose({ networkId, ...pair }: Deed & Pair) {
  const { t, trpc, options, shown } = useForm()
  const propose = useMutation(trpc.means.propose.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('propose')}
      busy={propose.isPending}
      onSend={({ text, chosen }) =>
        propose.mutate({
          networkId,
          offerId: 'offerId' in pair ? pair.offerId : chosen<ExchangeId>('offer'),
          askId: 'askId' in pair ? pair.askId : chosen<ExchangeId>('ask'),
          words: text('words'),
        })
      }
    >
      {'offers' in pair && (
        <>
          <ChoiceField name="offer" label={t('anyOffer')} options={pair.offers} none={t('choose')} />
          <ChoiceField name="ask" label={t('anyAsk')} options={pair.asks} none={t('choose')} />
        </>
      )}
      <TextField name="words" label={t('words')} rows={2} />
    </DeedForm>
  )
}

function Answer({ networkId, matchId, partner }: Deed & { matchId: MatchId; partner: string }) {
  const { t, trpc, options, shown } = useForm()
  const answer = useMutation(trpc.means.answer.mutationOptions(options))
  return (
    <>
      <p>
        <button
          type="button"
          className="button first"
          disabled={answer.isPending}
          onClick={() => answer.mutate({ networkId, matchId, says: 'yes' })}
        >
          {t('yes', { partner })}
        </button>
      </p>
      <details>
        <summary>{t('no')}</summary>
        <DeedForm
          {...shown}
          action={t('no')}
          busy={answer.isPending}
          onSend={({ text }) => answer.mutate({ networkId, matchId, says: 'no', reason: text('reason') })}
        >
          <TextField name="reason" label={t('noReason')} />
        </DeedForm>
      </details>
      <Wrong words={shown.wrong} />
    </>
  )
}
