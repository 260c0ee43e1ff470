import { directionOf } from '#server/vocabulary/language.ts'
import { aboutLanguage, LANGUAGES } from '#server/vocabulary/language-names.ts'
import { locale } from './locale.ts'

/**
 * The languages, each named in itself; works without a script. The form brings its reader back to where they stand.
 * `label` is the word "Language" in the language of the page.
 */
export function LanguageChoice({ label }: { label: string }) {
  if (LANGUAGES.length < 2) return null
  const now = aboutLanguage(locale())
  return (
    <details className="languages">
      <summary>
        <span className="unseen">{label}: </span>
        {now.name}
      </summary>
      <form action="/language" method="post" aria-label={label}>
        {LANGUAGES.map(({ tag, name, draft }) => (
          <button
            key={tag}
            type="submit"
            name="language"
            value={tag}
            lang={tag}
            dir={directionOf(tag)}
            aria-current={tag === now.tag ? 'true' : undefined}
          >
            {name}
            {draft && <span className="muted small"> ({draft})</span>}
          </button>
        ))}
      </form>
    </details>
  )
}
