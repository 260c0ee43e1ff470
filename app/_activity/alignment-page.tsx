import { Crumbs } from '#app/_network/crumbs.tsx'
import { Pages } from '#app/_pages/pages.tsx'
import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import { ACTIVITIES_PER_PAGE, type ActivityList as ListName } from '#server/activity/find.ts'
import type { Alignment } from '#server/activity/read-alignment.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { ActivityList } from './activity-list.tsx'
import { KindsTable, QuartersTable } from './counts.tsx'
import { BlindCorners, Gaps } from './gaps.tsx'

/** A network's informal work: what is left to chance, what to do next, and all that was logged and planned. */
export function AlignmentPage({
  network,
  alignment,
  page,
  may,
}: {
  network: { id: NetworkId; name: string }
  alignment: Alignment
  /** Which page of each list is shown. */
  page: Partial<Record<ListName, number>>
  /** Whether this visitor may log and plan. */
  may: boolean
}) {
  const t = words('activity')
  const { lists, counts, all, share, load } = alignment
  const list = (id: ListName, title: string, none?: string) =>
    (counts[id] > 0 || none) && (
      <section aria-labelledby={id}>
        <h2 id={id}>
          {title} ({counts[id]})
        </h2>
        {counts[id] === 0 && <p className="muted">{none}</p>}
        <ActivityList networkId={network.id} activities={lists[id]} />
        <Pages
          path={`/network/${network.id}/activities`}
          name={id}
          page={page[id] ?? 1}
          count={counts[id]}
          size={ACTIVITIES_PER_PAGE}
          of={title}
        />
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
      {list('overdue', t('overdue'))}
      {counts.done > 0 && (
        <section aria-labelledby="matrix">
          <h2 id="matrix">{t('matrix')}</h2>
          <KindsTable kinds={alignment.kinds} corners={alignment.corners} />
        </section>
      )}
      {counts.done > 0 && (
        <section aria-labelledby="quarters">
          <h2 id="quarters">{t('quarters')}</h2>
          <QuartersTable quarters={alignment.quarters} />
        </section>
      )}
      {list('ahead', t('ahead'), t('aheadNone'))}
      {list('done', t('doneList'))}
      {list('dropped', t('dropped'))}
    </div>
  )
}
