import type { ReactNode } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { sayMoment } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { OwnNetwork } from '#server/attention/read-mine.ts'
import type { Coming } from '#server/session/find-coming.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { Items } from './items.tsx'

interface Props {
  networks: readonly OwnNetwork[]
  coming: readonly Coming<OwnNetwork>[]
  /** The way into a workshop by its code. */
  children: ReactNode
}

/** How many things of one network stand on the page; the rest stand on the network's own. */
const SHOWN = 4

/** What a person finds first: their workshops, what waits for them, and their networks. */
export function MyPage({ networks, coming, children }: Props) {
  const t = words('attention')
  const home = words('home')
  const role = words('roles')
  const waiting = networks.filter(({ items }) => items.length > 0)
  return (
    <>
      <div className="grid">
        <section aria-labelledby="next">
          <h2 id="next">{t('next')}</h2>
          {coming.length === 0 && <p className="muted">{home('noneRunning')}</p>}
          <ul className="plain-list stack" aria-labelledby="next">
            {coming.map(({ sessionId, name, network, opensAt }) => (
              <li key={sessionId} className="panel row apart">
                <span>
                  <strong>{name}</strong>
                  <br />
                  <span className="muted">
                    {network.name} ·{' '}
                    {opensAt ? t('opens', { date: sayMoment(opensAt, network.zone) }) : t('runningNow')}
                  </span>
                </span>
                {convenes(network.role) && (
                  <span className="row">
                    <Link className="button first" href={`/convene/${sessionId}`}>
                      {home('openDesk')}
                    </Link>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
        {children}
      </div>
      <section aria-labelledby="attention">
        <h2 id="attention">{t('title')}</h2>
        {waiting.length === 0 && <p className="muted">{t('noneAnywhere')}</p>}
        {waiting.map(({ id, name, items }) => (
          <div key={id} className="waits">
            <h3 id={`waits-${id}`}>{name}</h3>
            <Items items={items.slice(0, SHOWN).map((item) => ({ item, networkId: id }))} labelledBy={`waits-${id}`} />
            {items.length > SHOWN && (
              <p>
                <Link href={`/network/${id}#attention`}>{t('more', { count: items.length - SHOWN })}</Link>
              </p>
            )}
          </div>
        ))}
      </section>
      <section aria-labelledby="networks">
        <h2 id="networks">{home('yourNetworks')}</h2>
        {networks.length === 0 && <p>{home('noNetworks')}</p>}
        <ul className="plain-list grid" aria-labelledby="networks">
          {networks.map(({ id, name, role: as, partners, items }) => (
            <li key={id} className="panel">
              <h3>
                <Link href={`/network/${id}`}>{name}</Link>
              </h3>
              <p className="muted">{t('partnersOf', { partners, role: role(as) })}</p>
              <p className="muted">{t('waiting', { count: items.length })}</p>
            </li>
          ))}
        </ul>
        <p>
          <Link className="button" href="/network/new">
            {home('newNetwork')}
          </Link>
        </p>
      </section>
    </>
  )
}
