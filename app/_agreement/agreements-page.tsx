import type { ReactNode } from 'react'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import type { Agreements } from '#server/agreement/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { AgreementList } from './agreement-list.tsx'

interface Props {
  network: { id: NetworkId; name: string }
  found: Agreements
  today: string
  /** Whether this visitor may note an agreement. */
  may: boolean
  /** What is said beside it: who had no say in any of this. */
  beside?: ReactNode
}

/** What partners agreed to: what stands, the one to look at first on top, and what is over. */
export function AgreementsPage({ network, found, today, may, beside }: Props) {
  const t = words('agreements')
  const { standing, ended } = found
  return (
    <div className="stack">
      <div>
        <Crumbs network={network} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <div className="row">
          {may && (
            <Link className="button first" href={`/network/${network.id}/agreements/new`}>
              {t('make')}
            </Link>
          )}
          {standing.length > 0 && (
            <a className="button" href={`/network/${network.id}/agreements/calendar`} download>
              {t('calendarAll')}
            </a>
          )}
        </div>
      </div>
      {standing.length === 0 && <p className="muted">{t('none')}</p>}
      {beside}
      {standing.length > 0 && (
        <section aria-labelledby="standing">
          <h2 id="standing">
            {t('standing')} ({standing.length})
          </h2>
          <AgreementList networkId={network.id} agreements={standing} today={today} label={t('standing')} />
        </section>
      )}
      {ended.length > 0 && (
        <section aria-labelledby="ended">
          <h2 id="ended">
            {t('ended')} ({ended.length})
          </h2>
          <AgreementList networkId={network.id} agreements={ended} today={today} label={t('ended')} />
        </section>
      )}
    </div>
  )
}
