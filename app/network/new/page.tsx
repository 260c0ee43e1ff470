import { NewNetwork } from '#app/_network/new-network.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { pick, words } from '#app/_words/words.ts'
import { answerWith } from '#server/status.ts'

/** Where somebody who is signed in sets up a network. */
export default async function New() {
  const { person, personName } = await visitor()
  if (!person) {
    answerWith(401)
    return (
      <Sorry title={words('common')('signIn')} href="/sign-in" action={words('common')('signIn')}>
        {words('home')('conveneLead')}
      </Sorry>
    )
  }
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page narrow">
        <h1>{words('home')('newNetwork')}</h1>
        <NewNetwork messages={pick('home', 'refusal')} />
      </main>
    </>
  )
}
