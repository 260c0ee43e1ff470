'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Statement } from '#server/statement/find.ts'
import { type Answers, answerOf, signOf, typedOver, withAnswer } from './row.ts'

interface Props {
  statements: readonly Statement[]
  answers: Answers
  onAnswers(answers: Answers): void
}

/** A cell for each statement: one key fills it and goes on. The words of the statement one is at stand below. */
export function AnswerCells({ statements, answers, onAnswers }: Props) {
  const t = useTranslations('sheets')
  const list = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState(0)
  const go = (to: number) => list.current?.querySelectorAll('input')[to]?.focus()
  const give = (no: number, answer: ReturnType<typeof answerOf>) => {
    const statement = statements[no]
    if (statement) onAnswers(withAnswer(answers, statement.id, answer))
  }

  function typed(no: number, shown: string, value: string): void {
    const key = typedOver(shown, value)
    const answer = answerOf(key)
    if (answer === undefined && key !== ' ' && key !== '') return
    give(no, answer)
    if (key !== '') go(no + 1)
  }
  function pressed(event: KeyboardEvent<HTMLInputElement>, no: number, shown: string): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step) {
      event.preventDefault()
      go(no + step)
    }
    if (event.key !== 'Backspace') return
    event.preventDefault()
    if (shown) return give(no, undefined)
    give(no - 1, undefined)
    go(no - 1)
  }
  return (
    <>
      <ol ref={list} className="plain-list answer-cells">
        {statements.map(({ id, no, text }, i) => {
          const shown = signOf(answers[id])
          return (
            <li key={id}>
              <label htmlFor={`answer-${no}`} aria-hidden="true">
                {no}
              </label>
              <input
                id={`answer-${no}`}
                name={`answer-${no}`}
                type="text"
                autoComplete="off"
                aria-label={t('answer', { no, text })}
                value={shown}
                onFocus={(event) => {
                  setAt(i)
                  event.target.select()
                }}
                onKeyDown={(event) => pressed(event, i, shown)}
                onChange={(event) => typed(i, shown, event.target.value)}
              />
            </li>
          )
        })}
      </ol>
      <p className="muted at-statement" aria-hidden="true">
        {statements[at] && `${statements[at].no}. ${statements[at].text}`}
      </p>
    </>
  )
}
