import { TopBar } from '#app/_ui/top-bar.tsx'
import { words } from '#app/_words/words.ts'

export const generateMetadata = () => ({ title: words('signIn')('title') })

type Asked = { searchParams: Promise<{ email?: string; token?: string }> }

/** Where an e-mailed link leads. Opening it spends nothing; the button does. */
export default async function Confirm({ searchParams }: Asked) {
  const t = words('signIn')
  const { email = '', token = '' } = await searchParams
  const to = new URLSearchParams({ email: String(email), token: String(token), callbackUrl: '/' })
  return (
    <>
      <TopBar />
      <main id="main" className="page narrow">
        <h1>{t('confirmTitle', { email: String(email) })}</h1>
        <p>{t('confirmLead')}</p>
        <form action={`/api/auth/callback/email?${to}`} method="post">
          <button type="submit" className="button first wide">
            {t('confirm')}
          </button>
        </form>
      </main>
    </>
  )
}
