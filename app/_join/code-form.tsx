import { words } from '#app/_words/words.ts'

/** Where a code is typed: a plain form, so that it works before and without any script. */
export function CodeForm({ typed = '', wrong }: { typed?: string; wrong?: string }) {
  const t = words('home')
  return (
    <form action="/join" method="get">
      <div className="field">
        <label htmlFor="code">{t('codeLabel')}</label>
        <span className="hint" id="code-hint">
          {t('codeHint')}
        </span>
        {wrong && (
          <span className="wrong" id="code-wrong">
            {wrong}
          </span>
        )}
        <input
          className="code"
          id="code"
          name="code"
          type="text"
          defaultValue={typed}
          inputMode="text"
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          required
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? 'code-hint code-wrong' : 'code-hint'}
        />
      </div>
      <button type="submit" className="button first wide">
        {t('join')}
      </button>
    </form>
  )
}
