'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type Answers, answerOf, type Cell, fits, numberOf, signOf, typedOver, withAnswer } from './row.ts'

interface Props {
  cells: readonly Cell[]
  answers: Answers
  onAnswers(answers: Answers): void
}

/** A cell for each thing that is asked: one key fills it and goes on. The words of the statement one is at stand below. */
export function AnswerCells({ cells, answers, onAnswers }: Props) {
  const t = useTranslations('sheets')
  const asks = useTranslations('asks')
  const both = new Set(cells.map(({ question }) => question)).size > 1
  const said = ({ text, question }: Cell) => (both ? `${text} – ${asks(question)}` : text)
  const sign = ({ statementNo, question }: Cell) => numberOf(statementNo, question, both)
  const list = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState(0)
  const go = (to: number) => list.current?.querySelectorAll('input')[to]?.focus()
  const give = (no: number, answer: ReturnType<typeof answerOf>) => {
    const cell = cells[no]
    if (cell) onAnswers(withAnswer(answers, cell.key, answer))
  }

  function typed(no: number, shown: string, value: string): void {
    const key = typedOver(shown, value)
    const answer = answerOf(key)
    if (answer === undefined && key !== ' ' && key !== '') return
    const cell = cells[no]
    if (answer !== undefined && cell && !fits(answer, cell)) return
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
  const here = cells[at]
  return (
    <>
      <ol ref={list} className="plain-list answer-cells">
        {cells.map((cell, i) => {
          const { key, no } = cell
          const shown = signOf(answers[key])
          return (
            <li key={key} className={cell.counts ? undefined : 'not-counted'}>
              <label htmlFor={`answer-${no}`} aria-hidden="true">
                {sign(cell)}
              </label>
              <input
                id={`answer-${no}`}
                name={`answer-${no}`}
                type="text"
                autoComplete="off"
                aria-label={t(cell.counts ? 'answer' : 'answerGone', { no: cell.statementNo, text: said(cell) })}
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
        {here && `${sign(here)}. ${said(here)}`} {here && !here.counts && <strong>{t('gone')}</strong>}
      </p>
    </>
  )
}
