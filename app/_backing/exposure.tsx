import { words } from '#app/_words/words.ts'
import type { Foresight } from '#server/authoriser/foresee.ts'
import { ThingLabel } from './hits.tsx'

/** What could be left without cover within 90, 180 and 365 days. */
export function Exposure({ horizons }: Pick<Foresight, 'horizons'>) {
  const t = words('backing')
  return (
    <div className="grid">
      {horizons.map(({ days, left, weakened }) => (
        <section key={days} className="panel" aria-labelledby={`within-${days}`}>
          <h3 id={`within-${days}`}>{t('within', { days })}</h3>
          <p>{t('withinSum', { left: left.length, weakened: weakened.length })}.</p>
          <ul className="plain-list" aria-labelledby={`within-${days}`}>
            {left.map(({ thing }) => (
              <li key={thing.id} className="note">
                <ThingLabel thing={thing} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
