import Link from 'next/link'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { words } from '#app/_words/words.ts'
import type { Alignment } from '#server/activity/read-alignment.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { ActivityList } from './activity-list.tsx'
import { KindsTable, QuartersTable } from './counts.tsx'
import { BlindCorners, Gaps } from './gaps.tsx'

/** A network's informal work: what is left to chance, what to do next, and all that was logged and planned. */
export function AlignmentPage({
  network,
  alignment,
  may,
}: {
  network: { id: NetworkId; name: string }
  alignment: Alignment
  /** Whether this visitor may log and plan. */
  may: boolean
}) {
  const t = words('activity')
  const { activities, all, share, today, load } = alignment
  const ahead = activities.filter(({ state }) => state === 'ahead')
  const passed = ahead.filter(({ onDay }) => onDay !== null && onDay < today)
  const coming = ahead.filter((one) => !passed.includes(one)).reverse()
  const done = activities.filter(({ state }) => state === 'done')
  const dropped = activities.filter(({ state }) => state === 'dropped')
  const list = (id: string, title: string, some: typeof activities, none?: string) =>
    (some.length > 0 || none) && (
      <section aria-labelledby={id}>
        <h2 id={id}>
          {title} ({some.length})
        </h2>
        {some.length === 0 && <p className="muted">{none}</p>}
        <ActivityList networkId={network.id} activities={some} />
      </section>
    )
  return (
    <div className="stack">
      <div>
        <Crumbs network={network} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        {may && (
          <p className="row">
            <Link className="button first" href={`/network/${network.id}/activities/log`}>
              {t('log')}
            </Link>
            <Link className="button" href={`/network/${network.id}/activities/plan`}>
              {t('plan')}
            </Link>
          </p>
        )}
        <p>
          <strong>{t('sum', { all: all.planned + all.chance, ...all, share: share ?? 0 })}</strong>{' '}
          {load !== null && t('load', { share: load })}
          {all.planned + all.chance === 0 && t('none')}
        </p>
      </div>
      <Gaps networkId={network.id} gaps={alignment.gaps} may={may} />
      <BlindCorners blind={alignment.blind} />
      {list('overdue', t('overdue'), passed)}
      {done.length > 0 && (
        <section aria-labelledby="matrix">
          <h2 id="matrix">{t('matrix')}</h2>
          <KindsTable kinds={alignment.kinds} corners={alignment.corners} />
        </section>
      )}
      {done.length > 0 && (
        <section aria-labelledby="quarters">
          <h2 id="quarters">{t('quarters')}</h2>
          <QuartersTable quarters={alignment.quarters} />
        </section>
      )}
      {list('ahead', t('ahead'), coming, t('aheadNone'))}
      {list('done', t('doneList'), done)}
      {list('dropped', t('dropped'), dropped)}
    </div>
  )
}
