import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Alignment } from '#server/activity/read-alignment.ts'

/** What to work on next: each gap with why it is one, and the way to plan something on it. */
export function Gaps({ networkId, gaps, may }: { networkId: string; may: boolean } & Pick<Alignment, 'gaps'>) {
  const t = words('activity')
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps">{t('gaps')}</h2>
      <p className="muted">{gaps.length === 0 ? t('gapsNone') : t('gapsLead')}</p>
      <ul className="plain-list grid" aria-labelledby="gaps">
        {gaps.map(({ kind, id, label, corner }) => (
          <li key={`${kind}-${id}`} className="panel">
            <p className="muted small">
              {corner && <CornerMark place={corner} />} {t(`gapWhy.${kind}`)}
            </p>
            <p>
              <strong>
                <Said>{label}</Said>
              </strong>
            </p>
            {may && (
              <Link
                className="button"
                href={`/network/${networkId}/activities/plan?aim=${kind}:${id}${corner ? `&corner=${corner}` : ''}`}
              >
                {t('gapPlan')}
                <span className="unseen">: {label}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A warning for every corner for which nothing was done on purpose for two months. */
export function BlindCorners({ blind }: Pick<Alignment, 'blind'>) {
  const t = words('activity')
  const corner = words('corners')
  if (blind.length === 0) return null
  return (
    <section className="banner warn" aria-labelledby="blind">
      <h2 id="blind">{t('blind', { count: blind.length })}</h2>
      <ul className="dotted">
        {blind.map((one) => (
          <li key={one.corner}>
            {t('blindCorner', {
              corner: corner(one.corner),
              last: one.last ? sayDay(one.last) : 'never',
              next: one.next ? sayDay(one.next) : 'none',
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
