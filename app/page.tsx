import Link from 'next/link'
import { networksOf } from '#server/network/find.ts'
import { findOwnWork } from '#server/participant/find-own-work.ts'
import { findSessions } from '#server/session/find.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { Empowered } from './_informing/empowered.tsx'
import { CodeForm } from './_join/code-form.tsx'
import { OwnWorkshops } from './_join/own-workshops.tsx'
import { TopBar } from './_ui/top-bar.tsx'
import { visitor } from './_visitor/visitor.ts'
import { words } from './_words/words.ts'

export default async function Home() {
  const t = words('home')
  const { work, person, personName } = await visitor()
  const networks = person ? await networksOf(work.db, person.userId) : []
  const running = (
    await Promise.all(
      networks.map(async (network) =>
        (await findSessions(work.db, network.id, 'running')).map((session) => ({ session, network })),
      ),
    )
  ).flat()
  const role = words('roles')
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        <h1>{person ? t('hello', { name: personName ?? '' }) : t('title')}</h1>
        {!person && <p>{t('lead')}</p>}
        <div className="grid">
          <section className="panel" aria-labelledby="have-code">
            <h2 id="have-code">{t('haveCode')}</h2>
            <CodeForm />
          </section>
          {person ? (
            <section aria-labelledby="running">
              <h2 id="running">{t('running')}</h2>
              {running.length === 0 && <p className="muted">{t('noneRunning')}</p>}
              <ul className="plain-list stack">
                {running.map(({ session, network }) => (
                  <li key={session.id} className="panel row apart">
                    <span>
                      <strong>{session.name}</strong>
                      <br />
                      <span className="muted">{network.name}</span>
                    </span>
                    {convenes(network.role) && (
                      <Link className="button first" href={`/convene/${session.id}`}>
                        {t('openDesk')}
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ) : (
            <section className="panel" aria-labelledby="convene">
              <h2 id="convene">{t('convene')}</h2>
              <p>{t('conveneLead')}</p>
              <Link className="button" href="/sign-in">
                {words('common')('signIn')}
              </Link>
            </section>
          )}
        </div>
        {person && <Empowered work={work} userId={person.userId} />}
        {person && <OwnWorkshops work={await findOwnWork(work.db, person)} />}
        {person && (
          <section aria-labelledby="networks">
            <h2 id="networks">{t('yourNetworks')}</h2>
            {networks.length === 0 && <p>{t('noNetworks')}</p>}
            <ul className="plain-list grid">
              {networks.map((network) => (
                <li key={network.id} className="panel">
                  <h3>
                    <Link href={`/network/${network.id}`}>{network.name}</Link>
                  </h3>
                  <p className="muted">{t('asRole', { role: role(network.role) })}</p>
                </li>
              ))}
            </ul>
            <p>
              <Link className="button" href="/network/new">
                {t('newNetwork')}
              </Link>
            </p>
          </section>
        )}
      </main>
    </>
  )
}
