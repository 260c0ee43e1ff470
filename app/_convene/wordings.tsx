'use client'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { locale } from '#app/_words/locale.ts'
import { Said } from '#app/_words/said.tsx'
import type { DeskStatement } from '#server/statement/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { directionOf, type Language } from '#server/vocabulary/language.ts'
import { aboutLanguage, LANGUAGES } from '#server/vocabulary/language-names.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

interface Props {
  statement: Pick<DeskStatement, 'id' | 'no' | 'language' | 'wordings' | 'rated'>
  sessionId: SessionId
  done: { onSuccess(): unknown; onError(error: unknown): void }
}

/** What one statement says in other languages, and, until somebody has rated it, a form for one more. */
export function Wordings({ statement, sessionId, done }: Props) {
  const t = useTranslations('convene')
  const { no, language, wordings, rated } = statement
  return (
    <>
      {wordings.map((one) => (
        <p key={one.language} className="muted">
          {aboutLanguage(one.language).name}: <Said language={one.language}>{one.text}</Said>
        </p>
      ))}
      {!rated && (
        // What was saved closes the form: it is made anew.
        <details key={JSON.stringify([language, wordings])}>
          <summary aria-label={t('otherWords', { no })}>{t('otherLanguage')}</summary>
          <WordingForm statement={statement} sessionId={sessionId} done={done} />
        </details>
      )}
    </>
  )
}

/** Which language the statement was written in, which other, and the words in that one. */
function WordingForm({ statement: { id, language: known, wordings }, sessionId, done }: Props) {
  const t = useTranslations('convene')
  const common = useTranslations('common')
  const word = useMutation(useTRPC().statement.word.mutationOptions(done))
  const field = useId()
  const wordsIn = (tag: Language) => wordings.find((one) => one.language === tag)?.text ?? ''
  const [said, setSaid] = useState(() => {
    const written = known ?? locale()
    const language = wordings[0]?.language ?? LANGUAGES.find(({ tag }) => tag !== written)?.tag ?? written
    return { written, language, text: wordsIn(language) }
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        word.mutate({ sessionId, statementId: id, ...said })
      }}
    >
      <div className="field">
        <label htmlFor={`${field}-written`}>{t('writtenIn')}</label>
        <Languages id={`${field}-written`} value={said.written} onChange={(written) => setSaid({ ...said, written })} />
      </div>
      <div className="field">
        <label htmlFor={`${field}-language`}>{t('alsoIn')}</label>
        <Languages
          id={`${field}-language`}
          value={said.language}
          onChange={(language) => setSaid({ ...said, language, text: wordsIn(language) })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${field}-text`}>{t('alsoWords')}</label>
        <input
          id={`${field}-text`}
          type="text"
          lang={said.language}
          dir={directionOf(said.language)}
          value={said.text}
          maxLength={LIMITS.statementText}
          onChange={(event) => setSaid({ ...said, text: event.target.value })}
        />
      </div>
      <button type="submit" className="button small first">
        {common('save')}
      </button>
    </form>
  )
}

function Languages({ id, value, onChange }: { id: string; value: Language; onChange(tag: Language): void }) {
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.target.value as Language)}>
      {LANGUAGES.map(({ tag, name }) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}
