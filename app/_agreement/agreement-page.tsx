import { Crumbs } from '#app/_network/crumbs.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Agreement, Agreements } from '#server/agreement/find.ts'
import { STANDS } from '#server/vocabulary/agreement.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { AgreementDeed, type Choice } from './agreement-deeds.tsx'
import { isBare } from './agreement-list.tsx'

interface Props {
  network: { id: NetworkId; name: string }
  agreement: Agreement
  speaksFor: Agreements['speaksFor']
  partners: readonly Choice<PartnerId>[]
  /** Everybody who backs the network now. */
  backers: readonly Choice[]
  today: string
  /** Whether this visitor may change and end it. */
  may: boolean
}

/** One agreement: who stands where, who sees to it, when it is looked at again, and whom it rests on. */
export function AgreementPage(props: Props) {
  const { network, agreement, speaksFor, partners, today, may } = props
  const t = words('agreements')
  const { text, stands, endedOn, outcome, silent } = agreement
  const shared = { networkId: network.id, agreementId: agreement.id, messages: pick('agreements', 'refusal', 'common') }
  const speaks = may ? partners : partners.filter(([id]) => id === speaksFor?.id)
  return (
    <div className="reading stack">
      <div>
        <Crumbs network={network} on={[['agreements', t('title')]]} />
        <h1>
          <Said>{text}</Said>
        </h1>
        <Facts agreement={agreement} />
        {outcome && <p style={{ whiteSpace: 'pre-wrap' }}>{outcome}</p>}
        {endedOn === null && (
          <p>
            <a
              className="button"
              href={`/network/${network.id}/agreements/calendar?agreement=${agreement.id}`}
              download
            >
              {t('calendarOne')}
            </a>
          </p>
        )}
      </div>
      <section aria-labelledby="stands">
        <h2 id="stands">{t('who')}</h2>
        {stands.length === 0 && <p className="muted">{t('standsNone')}</p>}
        {STANDS.map((stand) => (
          <Standing key={stand} stand={stand} stands={stands} />
        ))}
        {silent > 0 && endedOn === null && <p className="muted">{t('silent', { count: silent })}</p>}
        {endedOn === null && speaks.length > 0 && (
          <AgreementDeed
            {...shared}
            is="stand"
            partners={speaks}
            own={stands.map(({ partner, stand, reason }) => ({ partnerId: partner.id, stand, reason }))}
          />
        )}
      </section>
      <RestsOn {...props} />
      {may && endedOn === null && (
        <section aria-labelledby="care">
          <h2 id="care">{t('care')}</h2>
          <AgreementDeed {...shared} is="change" agreement={agreement} partners={partners} />
          <AgreementDeed {...shared} is="end" today={today} />
        </section>
      )}
    </div>
  )
}

function Facts({ agreement }: { agreement: Agreement }) {
  const t = words('agreements')
  const { owner, ownerName, agreedOn, reviewOn, endedOn, from } = agreement
  const facts = [
    ['owner', [owner.name, ownerName].filter(Boolean).join(', ')],
    ['agreed', sayDay(agreedOn)],
    [endedOn ? 'over' : 'review', sayDay(endedOn ?? reviewOn)],
    ['from', t(`froms.${from.kind}`, { no: from.kind === 'proposition' ? (from.id ?? '') : '' })],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`facts.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Standing({ stand, stands }: { stand: (typeof STANDS)[number]; stands: Agreement['stands'] }) {
  const t = words('agreements')
  const some = stands.filter((one) => one.stand === stand)
  if (some.length === 0) return null
  return (
    <>
      <h3>
        {t(`stands.${stand}`)} ({some.length})
      </h3>
      <ul className="plain-list who-list" aria-label={t(`stands.${stand}`)}>
        {some.map(({ partner, reason }) => (
          <li key={partner.id} className="who">
            <Mark initials={partner.initials} no={partner.markNo} />
            <span>
              {partner.name}
              {reason && <span className="muted"> {t('reason', { reason })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whom it rests on: what would be left without cover if they went is told where the backers are. */
function RestsOn({ network, agreement, backers, may }: Props) {
  const t = words('agreements')
  const { backing, endedOn } = agreement
  if (endedOn) return null
  const more = backers.filter(([id]) => !backing.backers.some((one) => one.id === (id as string)))
  const shared = { networkId: network.id, agreementId: agreement.id, messages: pick('agreements', 'refusal', 'common') }
  return (
    <section aria-labelledby="rests">
      <h2 id="rests">{t('restsOn')}</h2>
      {backing.backers.length === 0 && <p className="muted">{t(isBare(agreement) ? 'restsBare' : 'restsNone')}</p>}
      <ul className="plain-list">
        {backing.backers.map(({ id, label }) => (
          <li key={id} className="row">
            <Link href={`/network/${network.id}/backing/${id}`}>{label}</Link>
            {may && <AgreementDeed {...shared} is="let-go" backer={[id, label]} />}
          </li>
        ))}
      </ul>
      {may && more.length > 0 && <AgreementDeed {...shared} is="rest" backers={more} />}
    </section>
  )
}
