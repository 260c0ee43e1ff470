import { Pages } from '#app/_pages/pages.tsx'
import { Forms } from '#app/_trpc/forms.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Capacity, Means } from '#server/means/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { Exchanges } from './exchanges.tsx'

interface Props {
  networkId: NetworkId
  means: Means
  /** Whether this reader may add partners: without any there is nobody to add for. */
  leads: boolean
  /** The share of informal work that two people keep up; null where it may not be shown. */
  load: number | null
  today: string
  /** Which page of each list is shown, counted from 1. */
  page: Partial<Record<'have' | 'offers' | 'asks', number>>
}

const PER_PAGE = 48

/** What a network has to work with, what partners offer and ask, and how much rests on few people. */
export function MeansPage({ networkId, means, leads, load, today, page }: Props) {
  const t = words('means')
  const { capacities, ended, keepsFor } = means
  const network = words('network')
  const here = `/network/${networkId}/means`
  const at = page.have ?? 1
  const messages = pick('means', 'refusal')
  return (
    <Forms messages={messages}>
      <div className="stack">
        <p>{t('lead')}</p>
        {keepsFor.length > 0 && (
          <p className="row">
            <Link className="button first" href={`${here}/new`}>
              {t('add')}
            </Link>
            <Link className="button" href={`${here}/exchange`}>
              {t('offerOrAsk')}
            </Link>
          </p>
        )}
        {leads && keepsFor.length === 0 && (
          <div className="banner">
            <p>{network('noPartners')}</p>
            <Link className="button first" href={`/network/${networkId}/people`}>
              {network('addPartner')}
            </Link>
          </div>
        )}
        <section aria-labelledby="have">
          <h2 id="have">{t('have')}</h2>
          {capacities.length === 0 && <p className="muted">{t('haveNone')}</p>}
          <ul className="plain-list grid" aria-labelledby="have">
            {capacities.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((capacity) => (
              <li key={capacity.id} className="panel">
                <h3>
                  <Link href={`${here}/${capacity.id}`}>{capacity.label}</Link>
                </h3>
                <CapacityFacts capacity={capacity} today={today} />
                {capacity.uses.length === 0 && <p className="muted">{t('forNothing')}</p>}
              </li>
            ))}
          </ul>
          <Pages path={here} name="have" page={at} count={capacities.length} size={PER_PAGE} of={t('have')} />
        </section>
        <Exchanges {...{ networkId, means, page }} messages={messages} />
        {load !== null && (
          <section aria-labelledby="load">
            <h2 id="load">{t('loadTitle')}</h2>
            <p>
              <strong>{t('load', { share: load })}</strong> {t('loadLead')}
            </p>
          </section>
        )}
        {ended.length > 0 && (
          <section aria-labelledby="ended">
            <h2 id="ended">{t('ended')}</h2>
            <ul className="plain-list">
              {ended.map(({ id, label, endedOn }) => (
                <li key={id}>
                  <Link href={`${here}/${id}`}>{label}</Link>{' '}
                  <span className="muted">{t('endedOn', { day: sayDay(endedOn as string) })}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Forms>
  )
}

/** Whose it is, of which kind, how much, and until when. */
export function CapacityFacts({ capacity, today }: { capacity: Capacity; today: string }) {
  const t = words('means')
  const { kind, amount, partner, holder, untilDay } = capacity
  const over = untilDay !== null && untilDay < today
  return (
    <>
      <p className="row chips">
        <span className="kind">{t(`kinds.${kind}`)}</span>
        {amount && <span className="kind">{amount}</span>}
        {untilDay && (
          <span className={over ? 'kind talk' : 'kind'}>
            {t(over ? 'overDay' : 'untilDay', { day: sayDay(untilDay) })}
          </span>
        )}
      </p>
      <p className="muted">
        <span className="who">
          <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
        </span>
        {holder && ` · ${t('heldBy')}: ${holder}`}
        {!untilDay && ` · ${t('noEnd')}`}
      </p>
    </>
  )
}
