import { connection } from 'next/server'
import { Link } from '#app/_ui/link.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { words } from '#app/_words/words.ts'
import { theProcess } from '#server/work.ts'

export default async function Sent() {
  // Which it is, the running server knows, and nobody while the page is built.
  await connection()
  const t = words('signIn')
  const out = theProcess().mailsGo === 'out'
  return (
    <>
      <TopBar />
      <main id="main" className="page narrow">
        <h1>{out ? t('sentTitle') : t('loggedTitle')}</h1>
        <p>{out ? t('sent') : t('logged')}</p>
        <p>
          <Link className="button" href="/sign-in">
            {t('again')}
          </Link>
        </p>
      </main>
    </>
  )
}
