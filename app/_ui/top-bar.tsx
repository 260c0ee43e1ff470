import { LanguageChoice } from '#app/_words/language-choice.tsx'
import { words } from '#app/_words/words.ts'

/**
 * The bar on top of every page but a phone's in a workshop: home, help, and who is signed in. Its links are plain ones: every
 * page may turn out not to be there and then shows it, so what it needs is sent with each, to phones as well.
 */
export function TopBar({ person }: { person?: string | null }) {
  const t = words('common')
  return (
    <header className="top">
      <a className="brand" href="/">
        <svg width="26" height="24" viewBox="0 0 26 24" aria-hidden="true">
          <path d="M13 2 24 22 2 22Z" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinejoin="round" />
          <circle cx="13" cy="15" r="2.5" fill="currentColor" />
        </svg>
        {t('appName')}
      </a>
      <nav aria-label={t('appName')}>
        <a href="/help">{t('help')}</a>
        <LanguageChoice label={t('language')} />
        {person === undefined || person === null ? (
          <a href="/sign-in">{t('signIn')}</a>
        ) : (
          <>
            <span className="muted">{person}</span>
            <form action="/sign-in/out" method="post">
              <button type="submit" className="button quiet small">
                {t('signOut')}
              </button>
            </form>
          </>
        )}
      </nav>
    </header>
  )
}
