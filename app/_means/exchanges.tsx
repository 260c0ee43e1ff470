import { Pages } from '#app/_pages/pages.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay, sayList } from '#app/_words/say-day.ts'
import { type Messages, words } from '#app/_words/words.ts'
import type { Exchange, Means } from '#server/means/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { MeansDeeds } from './means-deeds.tsx'

interface Props {
  networkId: NetworkId
  means: Means
  messages: Messages
  page: Partial<Record<'offers' | 'asks', number>>
}

const PER_PAGE = 25
const LAST_MATCHES = 50

/** What partners offer and ask for, what may fit, and what was put together. */
export function Exchanges(props: Props) {
  const t = words('means')
  const { offers, asks, fitting, matches, keepsFor } = props.means
  return (
    <>
      <section id="exchange" className="grid" aria-label={t('offerOrAsk')}>
        <Side {...props} id="offers" title={t('offers')} none={t('offersNone')} some={offers} />
        <Side {...props} id="asks" title={t('asks')} none={t('asksNone')} some={asks} />
      </section>
      {fitting.length > 0 && keepsFor.length > 0 && (
        <section aria-labelledby="fitting">
          <h2 id="fitting">{t('fitting')}</h2>
          <p className="muted">{t('fittingLead')}</p>
          <ul className="plain-list stack" aria-labelledby="fitting">
            {fitting.map(({ offer, ask }) => (
              <li key={`${offer.id}-${ask.id}`} className="panel">
                <p>
                  {t('fits', {
                    offerer: offer.partner.name,
                    offer: offer.text,
                    asker: ask.partner.name,
                    ask: ask.text,
                  })}
                </p>
                <MeansDeeds
                  networkId={props.networkId}
                  messages={props.messages}
                  is="propose"
                  offerId={offer.id}
                  askId={ask.id}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {offers.length > 0 && asks.length > 0 && keepsFor.length > 0 && (
        <details>
          <summary>{t('putTogether')}</summary>
          <div className="reading">
            <MeansDeeds
              networkId={props.networkId}
              messages={props.messages}
              is="propose"
              offers={offers.map(asOption)}
              asks={asks.map(asOption)}
            />
          </div>
        </details>
      )}
      {matches.length > 0 && <Matches {...props} />}
    </>
  )
}

const asOption = ({ id, partner, text }: Exchange) => [id, `${partner.name}: ${text}`] as const

function Side({
  networkId,
  messages,
  page,
  id,
  title,
  none,
  some,
}: Props & { id: 'offers' | 'asks'; title: string; none: string; some: readonly Exchange[] }) {
  const t = words('means')
  const at = page[id] ?? 1
  return (
    <div>
      <h2 id={id}>{title}</h2>
      {some.length === 0 && <p className="muted">{none}</p>}
      <ul className="plain-list" aria-labelledby={id}>
        {some
          .slice((at - 1) * PER_PAGE, at * PER_PAGE)
          .map(({ id: exchangeId, text, kind, amount, untilDay, partner, mayChange }) => (
            <li key={exchangeId} className="note">
              <p>
                <Said>{text}</Said>
              </p>
              <p className="muted small">
                <span className="who">
                  <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
                </span>
                {[t(`kinds.${kind}`), amount, untilDay && t('untilDay', { day: sayDay(untilDay) })]
                  .filter(Boolean)
                  .map((word) => ` · ${word}`)}
              </p>
              {mayChange && <MeansDeeds {...{ networkId, messages, exchangeId }} is="withdraw" label={text} />}
            </li>
          ))}
      </ul>
      <Pages path={`/network/${networkId}/means`} name={id} page={at} count={some.length} size={PER_PAGE} of={title} />
    </div>
  )
}

function Matches({ networkId, means, messages }: Props) {
  const t = words('means')
  return (
    <section aria-labelledby="matches">
      <h2 id="matches">{t('matches')}</h2>
      <ul className="plain-list stack" aria-labelledby="matches">
        {means.matches
          .slice(0, LAST_MATCHES)
          .map(({ id, words: said, offer, ask, state, waitsFor, declinedBy, reason, mayAnswer }) => (
            <li key={id} className="panel">
              <p>
                <strong>{said}</strong>{' '}
                <span className={state === 'confirmed' ? 'kind shared' : 'kind'}>{t(`matchStates.${state}`)}</span>
              </p>
              <p className="muted">
                {t('fits', { offerer: offer.partner.name, offer: offer.text, asker: ask.partner.name, ask: ask.text })}
              </p>
              {waitsFor.length > 0 && <p>{t('waitsFor', { partners: sayList(waitsFor.map(({ name }) => name)) })}</p>}
              {declinedBy && (
                <p>
                  {t('declinedBy', { partner: declinedBy })} {reason && t('reason', { reason })}
                </p>
              )}
              {mayAnswer && (
                <MeansDeeds
                  {...{ networkId, messages, matchId: id }}
                  is="answer"
                  partner={means.speaksFor?.name ?? ''}
                />
              )}
            </li>
          ))}
      </ul>
    </section>
  )
}
