import { TopBar } from '#app/_ui/top-bar.tsx'
import { VenueCheck } from '#app/_venue/venue-check.tsx'
import { pick, words } from '#app/_words/words.ts'

export const generateMetadata = () => ({ title: words('venue')('title') })

/** For whoever prepares the hall: opened on its Wi-Fi, it says what will work. Needs no account. */
export default function Venue() {
  const t = words('venue')
  return (
    <>
      <TopBar />
      <main id="main" className="page narrow">
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <noscript>
          <p className="banner warn">{t('noScript')}</p>
        </noscript>
        <VenueCheck messages={pick('venue')} />
      </main>
    </>
  )
}
