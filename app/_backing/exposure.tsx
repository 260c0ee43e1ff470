import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import type { Foresight } from '#server/authoriser/foresee.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { ThingLabel } from './hits.tsx'

const FIRST = 20

/** What could be left without cover within 90, 180 and 365 days. */
export function Exposure({ networkId, horizons }: { networkId: NetworkId } & Pick<Foresight, 'horizons'>) {
  const t = words('backing')
  return (
    <div className="grid">
      {horizons.map(({ days, by, left, weakened }) => (
        <section key={days} className="panel" aria-labelledby={`within-${days}`}>
          <h3 id={`within-${days}`}>{t('within', { days })}</h3>
          <p>{t('withinSum', { left: left.length, weakened: weakened.length })}.</p>
          <ul className="plain-list" aria-labelledby={`within-${days}`}>
            {left.slice(0, FIRST).map(({ thing }) => (
              <li key={thing.id} className="note">
                <ThingLabel thing={thing} />
              </li>
            ))}
          </ul>
          {left.length > FIRST && (
            <p>
              <Link href={`/network/${networkId}/backing?by=${by}#what-if`}>
                {t('showAll', { count: left.length })}
                <span className="unseen">: {t('within', { days })}</span>
              </Link>
            </p>
          )}
        </section>
      ))}
    </div>
  )
}
