import { scaleWord } from '#app/_rating/scale-words.ts'
import { words } from '#app/_words/words.ts'
import { questionsOf, type Session } from '#server/session/find.ts'
import type { Statement } from '#server/statement/find.ts'
import { ANSWERS, ANSWERS_TO, PAPER_QUESTIONS } from '#server/vocabulary/rating-scale.ts'
import { numberOf, signOf } from './row.ts'
import './sheet.css'

/** The sheet that somebody without a phone fills in: statements, the scale, and what becomes of the answers. */
export function AnswerSheet({
  session,
  networkName,
  statements,
}: {
  session: Session
  networkName: string
  statements: readonly Statement[]
}) {
  const t = words('sheets')
  const scale = words('scale')
  const asks = words('asks')
  const questions = PAPER_QUESTIONS.filter((question) => questionsOf(session).includes(question))
  const named = session.voice === 'named'
  return (
    <article className="answer-sheet" aria-labelledby="sheet-title">
      <p>{networkName}</p>
      <h2 id="sheet-title">{session.name}</h2>
      {session.question && <p>{session.question}</p>}
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
      <ul className="plain-list scale" aria-label={t('sheet.scale')}>
        {ANSWERS.map((answer) => (
          <li key={answer}>
            <strong>{signOf(answer)}</strong> {scale(scaleWord(answer))}
          </li>
        ))}
      </ul>
      {/* Reached by keyboard, for on a phone it scrolls sideways. */}
      <section className="table-wrap" tabIndex={0} aria-label={t('sheet.statement')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('sheet.statement')}</th>
              {ANSWERS.map((answer) => (
                <th key={answer} scope="col" className="circle">
                  <span className="unseen">{scale(scaleWord(answer))}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statements.map(({ id, no, text }) =>
              questions.map((question) => (
                <tr key={`${id} ${question}`} className={question === 'is' ? 'first-of-two' : undefined}>
                  <th scope="row">
                    {`${numberOf(no, question, questions.length > 1)}. `}
                    {question === questions[0] ? text : <span className="unseen">{text}</span>}
                    {questions.length > 1 && <span className="asks">{` ${asks(question)}`}</span>}
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
    </article>
  )
}
