'use client'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField } from '#app/_ui/fields.tsx'
import { Press } from '#app/_ui/press.tsx'
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
  const t = useTranslations('means')
  const assign = useDoing((all) => all.means.assign, t('saved'))
  return (
    <DeedForm
      {...assign.form}
      action={t('linkGo')}
      onSend={({ text }) => {
        const [useKind = 'statement', useId = ''] = text('use').split(':') as [UseKind?, string?]
        assign.send({ networkId, capacityId, useKind, useId })
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
  const t = useTranslations('means')
  const release = useDoing((all) => all.means.release, t('saved'))
  const { is: _is, ...input } = use
  return (
    <>
      <Press className="button small" off={release.form.busy} onPress={() => release.send(input)}>
        {t('unlink')}
        <span className="unseen"> {label}</span>
      </Press>
      <Wrong words={release.form.wrong} />
    </>
  )
}

function End({ networkId, capacityId, today }: Deed & { capacityId: CapacityId; today: string }) {
  const t = useTranslations('means')
  const end = useDoing((all) => all.means.end, t('saved'))
  return (
    <DeedForm
      {...end.form}
      action={t('endGo')}
      look="danger"
      onSend={({ text }) => end.send({ networkId, capacityId, endedOn: text('endedOn') })}
    >
      <DayField name="endedOn" label={t('endOn')} value={today} />
    </DeedForm>
  )
}

function Withdraw({ networkId, exchangeId, label }: Deed & { exchangeId: ExchangeId; label: string }) {
  const t = useTranslations('means')
  const withdraw = useDoing((all) => all.means.withdraw, t('saved'))
  return (
    <DeedButton {...withdraw.form} about={label} onPress={() => withdraw.send({ networkId, exchangeId })}>
      {t('withdraw')}
    </DeedButton>
  )
}

function Propose({ networkId, ...pair }: Deed & Pair) {
  const t = useTranslations('means')
  const propose = useDoing((all) => all.means.propose, t('saved'))
  return (
    <DeedForm
      {...propose.form}
      action={t('propose')}
      onSend={({ text, chosen }) =>
        propose.send({
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
  const t = useTranslations('means')
  const answer = useDoing((all) => all.means.answer, t('saved'))
  return (
    <>
      <p>
        <Press
          className="button first"
          off={answer.form.busy}
          onPress={() => answer.send({ networkId, matchId, says: 'yes' })}
        >
          {t('yes', { partner })}
        </Press>
      </p>
      <details>
        <summary>{t('no')}</summary>
        <DeedForm
          {...answer.form}
          action={t('no')}
          onSend={({ text }) => answer.send({ networkId, matchId, says: 'no', reason: text('reason') })}
        >
          <TextField name="reason" label={t('noReason')} />
        </DeedForm>
      </details>
      <Wrong words={answer.form.wrong} />
    </>
  )
}
