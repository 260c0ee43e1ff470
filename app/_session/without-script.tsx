import { Said } from '#app/_words/said.tsx'
import { words } from '#app/_words/words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Statement } from '#server/statement/find.ts'

/**
 * What somebody reads whose browser runs no script: what can be done about it, and how to follow the room. At a step that
 * needs one it stands in the step's place (`.needs-script`), with what is asked there, so that it can be answered on paper.
 */
export function WithoutScript({ now, statements }: { now: SessionNow; statements: readonly Statement[] }) {
  const t = words('session')
  return (
    <noscript>
      <div className="phone">
        <main className="stack">
          {now.step !== 'join' && <h1>{words('step')(now.step)}</h1>}
          <p className="banner warn">{t('noScript')}</p>
          {statements.length > 0 && (
            <section>
              <h2>{t('asked')}</h2>
              <ol style={{ paddingInlineStart: '1.5rem' }}>
                {statements.map(({ id, text, language }) => (
                  <li key={id}>
                    <Said language={language}>{text}</Said>
                  </li>
                ))}
              </ol>
            </section>
          )}
          <p>{t('movesOn')}</p>
          <p>
            <a className="button" href={`/session/${now.sessionId}`}>
              {words('errors')('loadAgain')}
            </a>
          </p>
        </main>
      </div>
    </noscript>
  )
}
