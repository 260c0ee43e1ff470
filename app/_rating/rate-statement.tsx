'use client'
import { useTranslations } from 'use-intl/react'
import { Said } from '#app/_words/said.tsx'
import type { Statement } from '#server/statement/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { type Answer, MANDATES, type Mandate, type Question } from '#server/vocabulary/rating-scale.ts'
import { RatingScale, useAnswerWord } from './rating-scale.tsx'
import type { Given } from './use-answers.ts'
import { useReason } from './use-reason.ts'

interface Props {
  statement: Statement
  of: number
  round: number
  named: boolean
  /** What is asked of it, in order. */
  questions: readonly Question[]
  givenTo(question: Question): Given | undefined
  /** Whether a colleague has answered it for the organisation already. */
  byColleague(question: Question): boolean
  beforeTo(question: Question): { answer: Answer } | undefined
  mandate: Mandate
  onGive(question: Question, given: Given): void
}

/** One statement to rate: its words, what can be answered, whom one speaks for, and a reason if one likes. */
export function RateStatement({
  statement,
  of,
  round,
  named,
  questions,
  givenTo,
  byColleague,
  beforeTo,
  mandate,
  onGive,
}: Props) {
  const t = useTranslations('rate')
  const asks = useTranslations('asks')
  const word = useAnswerWord()
  const given = givenTo('should')
  const mandates = useTranslations('mandates')
  const spoken = given?.mandate ?? mandate
  const id = statement.id
  const { reason, write, leave, give } = useReason({
    ...{ statementId: id, round, given },
    onGive: (one) => onGive('should', one),
  })
  return (
    <fieldset className="split">
      {/* Where the focus goes when one turns to it. */}
      <legend tabIndex={-1}>
        <span className="muted small">{t('no', { no: statement.no, count: of })}</span>
        <br />
        <span style={{ fontSize: 'var(--text-xl)', lineHeight: 1.3 }}>
          <Said language={statement.language}>{statement.text}</Said>
        </span>
      </legend>
      <div className="given">
        {questions.map((question) => {
          const before = beforeTo(question)
          const scale = byColleague(question) ? (
            <p>{t('byColleague')}</p>
          ) : (
            <>
              {before && <p className="muted small">{t('earlier', { answer: word(question, before.answer) })}</p>}
              <RatingScale
                question={question}
                name={`${question}-${id}`}
                value={givenTo(question)?.answer}
                onGive={(answer) =>
                  question === 'should'
                    ? give({ answer, mandate: spoken })
                    : onGive(question, { answer, mandate: spoken, reason: '' })
                }
              />
            </>
          )
          if (questions.length === 1) return <div key={question}>{scale}</div>
          return (
            <fieldset key={question} data-question={question}>
              <legend>{asks(question)}</legend>
              {scale}
            </fieldset>
          )
        })}
      </div>
      {/* With a colleague’s answer no reason of one’s own would go anywhere. */}
      {!byColleague('should') && (
        <div className="why">
          {!named && (
            <div className="field">
              <label htmlFor={`mandate-${id}`}>{mandates('label')}</label>
              <select
                id={`mandate-${id}`}
                value={spoken}
                onChange={(event) => given && give({ ...given, mandate: event.target.value as Mandate })}
                disabled={!given}
              >
                {MANDATES.map((one) => (
                  <option key={one} value={one}>
                    {mandates(one)}
                  </option>
                ))}
              </select>
            </div>
          )}
          <div className="field">
            <label htmlFor={`why-${id}`}>{t('why')}</label>
            <span className="hint" id={`why-hint-${id}`}>
              {t(named ? 'whyHintNamed' : 'whyHint')}
            </span>
            <textarea
              id={`why-${id}`}
              value={reason}
              maxLength={LIMITS.reasonText}
              aria-describedby={`why-hint-${id}`}
              onChange={(event) => write(event.target.value)}
              // Whoever goes on to the next statement has said why.
              onBlur={leave}
            />
          </div>
        </div>
      )}
    </fieldset>
  )
}
