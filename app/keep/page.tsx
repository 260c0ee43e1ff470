import { Sorry } from '#app/_ui/sorry.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { words } from '#app/_words/words.ts'
import { findKeepLink } from '#server/participant/keep-work.ts'
import { answerWith } from '#server/status.ts'
import { theProcess } from '#server/work.ts'

export const generateMetadata = () => ({ title: words('keep')('title') })

type Asked = { searchParams: Promise<{ token?: string; sent?: string }> }

/** Where the link of a "keep my answers" mail leads. Opening it does nothing; the button does. */
export default async function Keep({ searchParams }: Asked) {
  const t = words('keep')
  const { work, personName } = await visitor()
  const { token = '', sent } = await searchParams
  const link = await findKeepLink(work, String(token), theProcess().secret)
  if (!link) {
    answerWith(404)
    return (
      <Sorry title={t('unknownTitle')} href="/" action={words('common')('home')} person={personName}>
        {t('unknown')}
      </Sorry>
    )
  }
  const { email, sessionName, state } = link
  const isOver = state === 'run-out'
  if (isOver && !sent) answerWith(410)
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page narrow">
        <h1>{isOver ? t('runOutTitle') : t(state === 'kept' ? 'keptTitle' : 'askTitle', { name: sessionName })}</h1>
        {sent ? (
          <p role="status">{theProcess().mailsGo === 'out' ? t('sent') : t('logged')}</p>
        ) : (
          <>
            <p>{isOver ? t('runOut', { email }) : t(state === 'kept' ? 'kept' : 'ask', { email })}</p>
            <form action={isOver ? '/keep/again' : '/keep/seat'} method="post">
              <input type="hidden" name="token" value={String(token)} />
              <button type="submit" className="button first wide">
                {t(isOver ? 'again' : state === 'kept' ? 'see' : 'keep')}
              </button>
            </form>
          </>
        )}
      </main>
    </>
  )
}
