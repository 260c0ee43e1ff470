import Link from 'next/link'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { words } from '#app/_words/words.ts'

export default function Sent() {
  const t = words('signIn')
  return (
    <>
      <TopBar />
      <main id="main" className="page narrow">
        <h1>{t('sentTitle')}</h1>
        <p>{t('sent')}</p>
        <p>
          <Link className="button" href="/sign-in">
            {t('again')}
          </Link>
        </p>
      </main>
    </>
  )
}
