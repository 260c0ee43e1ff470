import { Link } from '#app/_ui/link.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { words } from '#app/_words/words.ts'

export const generateMetadata = () => ({ title: words('help')('title') })

export default function Help() {
  const t = words('help')
  return (
    <>
      <TopBar />
      <main id="main" className="page narrow">
        <h1>{t('title')}</h1>
        {(['joining', 'private', 'line', 'words'] as const).map((topic) => (
          <section key={topic}>
            <h2>{t(topic)}</h2>
            <p>{t(`${topic}Text`)}</p>
          </section>
        ))}
        <p>
          <Link href="/venue-check">{t('venueLink')}</Link>
        </p>
      </main>
    </>
  )
}
