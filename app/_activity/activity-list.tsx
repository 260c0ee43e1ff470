import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Activity } from '#server/activity/find.ts'
import type { Corner } from '#server/vocabulary/corner.ts'

/** The corners an activity helps, each with its shape. */
export function Corners({ corners }: { corners: readonly Corner[] }) {
  const t = words('corners')
  return corners.map((corner) => (
    <span key={corner} className="kind">
      <CornerMark place={corner} /> {t(corner)}
    </span>
  ))
}

/** Activities, each with what it was, for which corner and aim, and how it came about. */
export function ActivityList({ networkId, activities }: { networkId: string; activities: readonly Activity[] }) {
  const t = words('activity')
  return (
    <ul className="plain-list stack">
      {activities.map(({ id, title, kind, corners, aim, way, state, onDay, partners, owner }) => (
        <li key={id} className="panel">
          <h3>
            <Link href={`/network/${networkId}/activities/${id}`}>{title}</Link>
          </h3>
          <p className="muted">
            {t(`kinds.${kind}`)} · {onDay ? sayDay(onDay) : t('noDay')}
            {owner && state === 'ahead' && ` · ${t('by', { owner })}`}
          </p>
          <p className="row chips">
            <Corners corners={corners} />
            {state === 'done' && (
              <span className={way === 'chance' ? 'kind talk' : 'kind shared'}>{t(`ways.${way}`)}</span>
            )}
            {partners.map((partner) => (
              <Mark key={partner.id} initials={partner.initials} no={partner.markNo} label={partner.name} />
            ))}
          </p>
          <p>
            {aim ? (
              t('for', { aim: aim.label || t(`aims.${aim.kind}`) })
            ) : (
              <span className="muted">{t('forNothing')}</span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
