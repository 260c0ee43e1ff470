import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Agreement } from '#server/agreement/find.ts'
import { STANDS } from '#server/vocabulary/agreement.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** Agreements with who sees to each, when it is looked at again, how many stand where, and whether anybody backs it. */
export function AgreementList({
  networkId,
  agreements,
  today,
  label,
}: {
  networkId: NetworkId
  agreements: readonly Agreement[]
  today: string
  label: string
}) {
  const t = words('agreements')
  return (
    <ul className="plain-list stack" aria-label={label}>
      {agreements.map((agreement) => {
        const { id, text, owner, ownerName, reviewOn, endedOn, silent } = agreement
        const due = endedOn === null && reviewOn <= today
        return (
          <li key={id} className="panel">
            <h3>
              <Link href={`/network/${networkId}/agreements/${id}`}>{text}</Link>
            </h3>
            <p className="row chips">
              <StandCounts agreement={agreement} />
              {due && <span className="kind talk">{t('due')}</span>}
              {isBare(agreement) && <span className="kind talk">{t('bare')}</span>}
            </p>
            <p className="who">
              <Mark initials={owner.initials} no={owner.markNo} />
              <span>
                {t('ownedBy', { owner: [owner.name, ownerName].filter(Boolean).join(', ') })}
                <br />
                <span className="muted">
                  {endedOn ? t('endedOn', { day: sayDay(endedOn) }) : t('reviewOn', { day: sayDay(reviewOn) })}
                  {endedOn === null && silent > 0 && ` · ${t('silent', { count: silent })}`}
                </span>
              </span>
            </p>
          </li>
        )
      })}
    </ul>
  )
}

/** Somebody backed it once, and nobody does now. */
export const isBare = ({ backing, endedOn }: Agreement): boolean =>
  endedOn === null && backing.known && backing.backers.length === 0

/** How many partners support it, can live with it, and are against it: each in words, none taken off another. */
export function StandCounts({ agreement }: { agreement: Agreement }) {
  const t = words('agreements')
  return STANDS.map((stand) => {
    const count = agreement.stands.filter((one) => one.stand === stand).length
    if (count === 0) return null
    const look = stand === 'support' ? 'kind shared' : stand === 'against' ? 'kind talk' : 'kind'
    return (
      <span key={stand} className={look}>
        {t(`standCounts.${stand}`, { count })}
      </span>
    )
  })
}
