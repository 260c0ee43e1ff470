import { Link } from '#app/_ui/link.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { Register } from '#server/authoriser/find.ts'
import { foresee } from '#server/authoriser/foresee.ts'
import type { Day } from '#server/vocabulary/day.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { BackerList } from './backer-list.tsx'
import { BackerMap } from './backer-map.tsx'
import { ChangeWatch } from './change-watch.tsx'
import { Exposure } from './exposure.tsx'
import { ThingLabel } from './hits.tsx'
import { WatchCalendar } from './watch-calendar.tsx'
import { WatchMail } from './watch-mail.tsx'
import { type AskedWhatIf, WhatIf } from './what-if.tsx'

interface Props {
  membership: Membership
  register: Register
  today: Day
  view: 'list' | 'map'
  /** Which page of the list is shown, counted from 1. */
  page: number
  asked: AskedWhatIf
  /** Whether this convenor is mailed before a backing ends. */
  getsMail: boolean
  /** Whether this reader's calendar fetches the change watch by an address of its own. */
  hasCalendar: boolean
}

/** The whole page on who backs a network. Draws; what it shows is worked out in the rooms of the server. */
export function BackingPage({ membership, register, today, view, page, asked, getsMail, hasCalendar }: Props) {
  const t = words('backing')
  const { networkId } = membership
  const leads = convenes(membership.role)
  const foresight = foresee(register, today)
  const { authorisers, ended, statements } = register
  const single = authorisers.filter(({ singleThread }) => singleThread).length
  const here = `/network/${networkId}/backing`
  return (
    <div className="stack">
      <p>{t('lead')}</p>
      {authorisers.length > 0 && statements.all > 0 && (
        <p>{t('sum', { ...statements, single, count: authorisers.length })}</p>
      )}
      {leads && (
        <p className="row">
          <Link className="button first" href={`${here}/new`}>
            {t('add')}
          </Link>
          <Link className="button" href={`${here}/informing`}>
            {t('informing')}
          </Link>
          <a className="button" href={`${here}/calendar`} download>
            {t('calendar')}
          </a>
        </p>
      )}
      {authorisers.length === 0 && <p className="muted">{t('none')}</p>}
      {authorisers.length > 0 && (
        <>
          <section aria-labelledby="watch">
            <h2 id="watch">{t('watch')}</h2>
            <ChangeWatch networkId={networkId} watch={foresight.watch} />
            {leads && <WatchMail networkId={networkId} gets={getsMail} messages={pick('attention', 'refusal')} />}
            {leads && <WatchCalendar networkId={networkId} has={hasCalendar} messages={pick('attention', 'refusal')} />}
          </section>
          <section aria-labelledby="register">
            <h2 id="register">{t('register')}</h2>
            <nav className="tabs" aria-label={t('register')}>
              <Link className="button" href={here} aria-current={view === 'list' ? 'page' : undefined}>
                {t('list')}
              </Link>
              <Link className="button" href={`${here}?view=map`} aria-current={view === 'map' ? 'page' : undefined}>
                {t('map')}
              </Link>
            </nav>
            {view === 'map' ? (
              <BackerMap networkId={networkId} backers={authorisers} />
            ) : (
              <BackerList networkId={networkId} register={register} foresight={foresight} page={page} />
            )}
          </section>
          <section aria-labelledby="exposure">
            <h2 id="exposure">{t('exposure')}</h2>
            <p className="muted">{t('exposureLead')}</p>
            <Exposure networkId={networkId} horizons={foresight.horizons} />
          </section>
          <section aria-labelledby="what-if">
            <h2 id="what-if">{t('whatIf')}</h2>
            <WhatIf networkId={networkId} register={register} asked={asked} />
          </section>
        </>
      )}
      {foresight.bare.length > 0 && (
        <section aria-labelledby="bare">
          <h2 id="bare">{t('bare')}</h2>
          <ul className="plain-list">
            {foresight.bare.map((thing) => (
              <li key={thing.id} className="note">
                <ThingLabel thing={thing} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {ended.length > 0 && (
        <section aria-labelledby="ended">
          <h2 id="ended">{t('ended')}</h2>
          <ul className="plain-list">
            {ended.map(({ id, label, endedOn }) => (
              <li key={id}>
                <Link href={`${here}/${id}`}>{label}</Link>{' '}
                <span className="muted">{t('endedOn', { day: sayDay(endedOn as string) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
