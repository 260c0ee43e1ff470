import { Mark } from '#app/_ui/mark.tsx'
import { LanguageChoice } from '#app/_words/language-choice.tsx'
import { refusalWords } from '#app/_words/refusal-words.ts'
import { Said } from '#app/_words/said.tsx'
import { words } from '#app/_words/words.ts'
import type { Door } from '#server/participant/find-door.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Refused } from './refused.ts'

type Typed = { partner: string; name: string; organisation: string }

/** The form at the door: organisation, name, join. Plain HTML that posts to the address it stands at. */
export function JoinForm({ door, refused, typed }: { door: Door; refused?: Refused; typed: Typed }) {
  const t = words('join')
  const { session, partners, networkName } = door
  const wrong = refused && refusalWords(refused.code, refused.facts)
  const about = refused?.code.startsWith('name.') ? 'name' : 'partner'
  const needsName = session.attribution === 'names'
  return (
    <main id="main" className="plain page door">
      <div className="row apart">
        <p className="muted">
          <Said>{networkName}</Said>
        </p>
        <LanguageChoice label={words('common')('language')} />
      </div>
      <h1>
        <Said>{session.name}</Said>
      </h1>
      {session.question && (
        <p>
          <Said>{session.question}</Said>
        </p>
      )}
      <form action={`/join/${session.code}/seat`} method="post">
        <input type="hidden" name="once" value={newId()} />
        <fieldset aria-describedby={wrong && about === 'partner' ? 'wrong' : undefined}>
          <legend>{t('organisation')}</legend>
          {wrong && about === 'partner' && <Wrong>{wrong}</Wrong>}
          <div className="choices chips">
            {partners.map(({ id, name, initials, markNo }) => (
              <label key={id} className="choice">
                <input type="radio" name="partner" value={id} defaultChecked={typed.partner === id} required />
                <Mark initials={initials} no={markNo} />
                <span>{name}</span>
              </label>
            ))}
            <label className="choice">
              <input type="radio" name="partner" value="other" defaultChecked={typed.partner === 'other'} required />
              <span>{t('notListed')}</span>
            </label>
          </div>
        </fieldset>
        <div className="field other-name">
          <label htmlFor="organisation">{t('notListedName')}</label>
          <input
            id="organisation"
            name="organisation"
            type="text"
            defaultValue={typed.organisation}
            maxLength={LIMITS.partnerName}
            autoComplete="organization"
          />
        </div>
        {session.attribution !== 'none' && (
          <div className="field">
            <label htmlFor="name">{needsName ? t('name') : t('nameOptional')}</label>
            {wrong && about === 'name' && <Wrong>{wrong}</Wrong>}
            <input
              id="name"
              name="name"
              type="text"
              defaultValue={typed.name}
              autoComplete="name"
              required={needsName}
              aria-invalid={wrong && about === 'name' ? true : undefined}
              aria-describedby={wrong && about === 'name' ? 'wrong shown' : 'shown'}
            />
          </div>
        )}
        <p id="shown">
          {session.voice === 'named'
            ? t('namedVoice')
            : needsName
              ? t('shownNames')
              : session.attribution === 'none'
                ? t('shownNobody')
                : t('shownPartner')}
        </p>
        <button type="submit" className="button first wide">
          {t('join')}
        </button>
      </form>
      <p className="muted small" style={{ marginBlockStart: '1rem' }}>
        {t('stored')}
      </p>
      <p>
        <a href={`/join/${session.code}/again`}>{t('already')}</a>
      </p>
    </main>
  )
}

const Wrong = ({ children }: { children: string }) => (
  <span className="wrong" id="wrong" role="alert">
    {children}
  </span>
)
