import { Mark } from '#app/_ui/mark.tsx'
import { saySigned } from '#app/_words/say-number.ts'
import { words } from '#app/_words/words.ts'
import type { ValueEntry } from '#server/value/find.ts'

/** What each partner thinks an entry did: sign and word beside every partner, those who see a gain first. */
export function Judgements({ judgements }: Pick<ValueEntry, 'judgements'>) {
  const t = words('value')
  if (judgements.length === 0) return <p className="muted">{t('judgementsNone')}</p>
  return (
    <ul className="plain-list" aria-label={t('judgements')}>
      {[...judgements]
        .sort((a, b) => b.point - a.point)
        .map(({ partner, point, reason }) => (
          <li key={partner.id} style={{ marginBlockEnd: '0.5rem' }}>
            <span className="who">
              <Mark initials={partner.initials} no={partner.markNo} />
              <span>
                <bdi>{partner.name}</bdi>: <strong dir="ltr">{saySigned(point, 0)}</strong> {t(`points.${point}`)}
                {reason && <span className="muted"> {t('reason', { reason })}</span>}
              </span>
            </span>
          </li>
        ))}
    </ul>
  )
}
