import { scaleWord } from '#app/_rating/scale-words.ts'
import { Said } from '#app/_words/said.tsx'
import { words } from '#app/_words/words.ts'
import { questionsOf, type Session } from '#server/session/find.ts'
import type { Statement } from '#server/statement/find.ts'
import { ANSWERS, ANSWERS_TO, PAPER_QUESTIONS, type PaperQuestion } from '#server/vocabulary/rating-scale.ts'
import { numberOf, signOf } from './row.ts'
import './sheet.css'

/** The sheet that somebody without a phone fills in: statements, the scale, and what becomes of the answers. */
export function AnswerSheet({
  session,
  networkName,
  statements,
  version,
}: {
  session: Session
  networkName: string
  statements: readonly Statement[]
  /** Printed at its foot: whoever types the sheet in says by it which words were answered. */
  version: number
}) {
  const t = words('sheets')
  const scale = words('scale')
  const asks = words('asks')
  const questions = PAPER_QUESTIONS.filter((question) => questionsOf(session).includes(question))
  const both = questions.length > 1
  const named = session.voice === 'named'
  return (
    <article className="answer-sheet" aria-labelledby="sheet-title">
      <p>
        <Said>{networkName}</Said>
      </p>
      <h2 id="sheet-title">
        <Said>{session.name}</Said>
      </h2>
      {session.question && (
        <p>
          <Said>{session.question}</Said>
        </p>
      )}
      <div className="to-fill">
        <span>{t('sheet.organisation')}</span>
        <span>{t('sheet.number')}</span>
      </div>
      <div className="said">
        <p>
          <strong>{t('sheet.private')}</strong>{' '}
          {named ? t('sheet.shownNamed') : t('sheet.shownOwn', { minimum: session.minimumCell })}
        </p>
        {session.attribution === 'none' && <p>{t('sheet.nobody')}</p>}
      </div>
      <p>{t('sheet.how')}</p>
      {questions.map((question) => (
        <Scale key={question} question={question} label={both ? asks(question) : undefined} />
      ))}
      {/* Reached by keyboard, for on a phone it scrolls sideways. */}
      <section className="table-wrap" tabIndex={0} aria-label={t('sheet.statement')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('sheet.statement')}</th>
              {ANSWERS.map((answer) => (
                <th key={answer} scope="col" className="circle">
                  {/* Two questions are answered in words of their own, which stand above. */}
                  <span className="unseen">{both ? signOf(answer) : scale(scaleWord(answer))}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statements.map(({ id, no, text, language }) =>
              questions.map((question) => (
                <tr
                  key={`${id} ${question}`}
                  className={both && question === questions[0] ? 'first-of-two' : undefined}
                >
                  <th scope="row">
                    {`${numberOf(no, question, both)}. `}
                    {question === questions[0] ? (
                      <Said language={language}>{text}</Said>
                    ) : (
                      <span className="unseen">
                        <Said language={language}>{text}</Said>
                      </span>
                    )}
                    {both && <span className="asked-so"> {asks(question)}</span>}
                  </th>
                  {ANSWERS.map((answer) => (
                    <td key={answer} className="circle">
                      {ANSWERS_TO[question].includes(answer) && <span>{signOf(answer)}</span>}
                    </td>
                  ))}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
      <p>
        <strong>{t('sheet.hand')}</strong> {t('sheet.again')}
      </p>
      <p className="version">{t('sheet.version', { version })}</p>
    </article>
  )
}

/** What each sign means as an answer to a question: what is so now is answered in other words than what should be. */
function Scale({ question, label }: { question: PaperQuestion; label: string | undefined }) {
  const t = words('sheets')
  const scales = { should: words('scale'), is: words('scaleIs') }
  const said = scales[question] as (key: string) => string
  return (
    <>
      {label && (
        <p className="scale-of">
          <strong>{label}</strong>
        </p>
      )}
      <ul className="plain-list scale" aria-label={label ?? t('sheet.scale')}>
        {ANSWERS_TO[question].map((answer) => (
          <li key={answer}>
            <strong>{signOf(answer)}</strong> {said(scaleWord(answer))}
          </li>
        ))}
      </ul>
    </>
  )
}
