import type { ReactNode } from 'react'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Activity } from '#server/activity/find.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { ActivityDeeds } from './activity-deeds.tsx'
import { Corners } from './activity-list.tsx'

/** One activity: all that was written of it, whether its label was changed, and what its keeper can do. */
export function ActivityPage({
  network,
  activity,
  today,
  zone,
}: {
  network: { id: NetworkId; name: string }
  activity: Activity
  today: string
  zone: string
}) {
  const t = words('activity')
  const { state, way, labels, mayChange } = activity
  return (
    <div className="reading stack">
      <div>
        <Crumbs network={network} on={[['activities', t('title')]]} />
        <h1>
          <Said>{activity.title}</Said>
        </h1>
        <p className="row chips">
          <span className={state === 'done' && way === 'planned' ? 'kind shared' : 'kind talk'}>
            {state === 'done' ? t(`ways.${way}`) : t(`states.${state}`)}
          </span>
          <Corners corners={activity.corners} />
        </p>
        <Facts activity={activity} />
        {labels.map(({ way: was, reason, at, by }) => (
          <p key={at} className="banner">
            {t('labelWas', {
              way: t(`ways.${was}`),
              day: sayDay(dayAt(new Date(at), zone)),
              by: by || t('somebody'),
              reason: reason || 'none',
            })}
          </p>
        ))}
        {mayChange && state !== 'dropped' && (
          <p style={{ marginBlockStart: '1rem' }}>
            <Link className="button" href={`/network/${network.id}/activities/${activity.id}/change`}>
              {t('change')}
            </Link>
          </p>
        )}
      </div>
      {mayChange && (
        <ActivityDeeds
          networkId={network.id}
          activity={activity}
          today={today}
          messages={pick('activity', 'refusal', 'common')}
        />
      )}
    </div>
  )
}

function Facts({ activity }: { activity: Activity }) {
  const t = words('activity')
  const { kind, family, aim, onDay, partners, people, owner, outcome, next, state } = activity
  const aimWords = aim && (aim.label || t(`aims.${aim.kind}`))
  const facts: [keyof Words, ReactNode][] = [
    ['kind', t(`kinds.${kind}`)],
    ['family', t(`families.${family}`)],
    ['aim', aimWords || <span className="muted">{t('forNothing')}</span>],
    ['day', onDay ? sayDay(onDay) : t('noDay')],
    ['owner', owner],
    ['people', people],
    [
      'partners',
      partners.length > 0 && (
        <span className="who-list">
          {partners.map(({ id, name, initials, markNo }) => (
            <span key={id} className="who">
              <Mark initials={initials} no={markNo} /> {name}
            </span>
          ))}
        </span>
      ),
    ],
    [state === 'dropped' ? 'why' : 'outcome', outcome],
    ['next', next],
  ]
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`facts.${name}`)}</dt>
            <dd style={{ whiteSpace: 'pre-wrap' }}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
type Words = Record<'kind' | 'family' | 'aim' | 'day' | 'owner' | 'people' | 'partners' | 'outcome' | 'next' | 'why', 1>
