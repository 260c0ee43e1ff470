import { Link } from '#app/_ui/link.tsx'
import { readMine } from '#server/attention/read-mine.ts'
import { findOwnWork } from '#server/participant/find-own-work.ts'
import { findComing } from '#server/session/find-coming.ts'
import { MyPage } from './_attention/my-page.tsx'
import { Empowered } from './_informing/empowered.tsx'
import { CodeForm } from './_join/code-form.tsx'
import { OwnWorkshops } from './_join/own-workshops.tsx'
import { TopBar } from './_ui/top-bar.tsx'
import { visitor } from './_visitor/visitor.ts'
import { words } from './_words/words.ts'

export default async function Home() {
  const t = words('home')
  const { work, person, personName } = await visitor()
  const code = (
    <section className="panel" aria-labelledby="have-code">
      <h2 id="have-code">{t('haveCode')}</h2>
      <CodeForm />
    </section>
  )
  if (!person)
    return (
      <>
        <TopBar person={null} />
        <main id="main" className="page">
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
          <div className="grid">
            {code}
            <section className="panel" aria-labelledby="convene">
              <h2 id="convene">{t('convene')}</h2>
              <p>{t('conveneLead')}</p>
              <Link className="button" href="/sign-in">
                {words('common')('signIn')}
              </Link>
            </section>
          </div>
        </main>
      </>
    )
  const networks = await readMine(work, person)
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        <h1>{t('hello', { name: personName ?? '' })}</h1>
        <MyPage networks={networks} coming={await findComing(work, networks)}>
          {code}
        </MyPage>
        <Empowered work={work} userId={person.userId} />
        <OwnWorkshops work={await findOwnWork(work.db, person)} />
      </main>
    </>
  )
}
