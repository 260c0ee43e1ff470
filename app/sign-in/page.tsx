import { SignInForm } from '#app/_sign-in/sign-in-form.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { pick, words } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'

export const generateMetadata = () => ({ title: words('signIn')('title') })

export default async function SignIn({ searchParams }: { searchParams: Promise<{ error?: string }> }) {
  const t = words('signIn')
  const { error } = await searchParams
  return (
    <>
      <TopBar />
      <main id="main" className="page narrow">
        <h1>{t('title')}</h1>
        {error ? <p className="wrong">{error === 'EmailSignin' ? t('failed') : t('old')}</p> : <p>{t('lead')}</p>}
        <Words messages={pick('signIn')}>
          <SignInForm />
        </Words>
      </main>
    </>
  )
}
