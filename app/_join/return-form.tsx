import { Mark } from '#app/_ui/mark.tsx'
import { LanguageChoice } from '#app/_words/language-choice.tsx'
import { refusalWords } from '#app/_words/refusal-words.ts'
import { words } from '#app/_words/words.ts'
import type { Partner } from '#server/network/find.ts'
import type { Session } from '#server/session/find.ts'
import type { Refused } from './refused.ts'

interface Props {
  session: Session
  partners: readonly Partner[]
  refused: Refused | undefined
  turnedAway: boolean
  typed: { partner: string; name: string }
}

/** Who says that they have joined already: organisation and name, as they gave them then. Nobody is shown who sits here. */
export function ReturnForm({ session, partners, refused, turnedAway, typed }: Props) {
  const t = words('return')
  const join = words('join')
  // At a locked door one form is for those who come back and for those who come late.
  const locked = session.doors === 'locked'
  const needsName = session.attribution === 'names'
  const wrong = refused && refusalWords(refused.code, refused.facts)
  return (
    <main id="main" className="plain page door">
      <div className="row apart">
        <h1>{locked ? t('askTitle') : t('title')}</h1>
        <LanguageChoice label={words('common')('language')} />
      </div>
      <p>{locked ? t('askLead') : t('lead')}</p>
      {turnedAway && <p className="banner warn">{t('turnedAway')}</p>}
      {wrong && (
        <p className="wrong" id="wrong" role="alert">
          {wrong}
        </p>
      )}
      <form action={`/join/${session.code}/again/seat`} method="post">
        <fieldset aria-describedby={wrong ? 'wrong' : undefined}>
          <legend>{join('organisation')}</legend>
          <div className="choices chips">
            {partners.map(({ id, name, initials, markNo }) => (
              <label key={id} className="choice">
                <input type="radio" name="partner" value={id} defaultChecked={typed.partner === id} required />
                <Mark initials={initials} no={markNo} />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="field">
          <label htmlFor="name">{needsName ? join('name') : locked ? join('nameOptional') : t('name')}</label>
          <input id="name" name="name" type="text" defaultValue={typed.name} autoComplete="name" required={needsName} />
        </div>
        <button type="submit" className="button first wide">
          {t('ask')}
        </button>
      </form>
      {!locked && (
        <p style={{ marginBlockStart: '1rem' }}>
          <a href={`/join/${session.code}`}>{t('joinAnew')}</a>
        </p>
      )}
    </main>
  )
}
