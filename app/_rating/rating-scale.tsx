'use client'
import { useTranslations } from 'use-intl/react'
import { ANSWERS_TO, type Answer, type Question } from '#server/vocabulary/rating-scale.ts'
import { scaleWord } from './scale-words.ts'

export { scaleWord }

/** The word of an answer to a question. */
export function useAnswerWord(): (question: Question, answer: Answer) => string {
  const words = { should: useTranslations('scale'), is: useTranslations('scaleIs'), most: useTranslations('scaleMost') }
  // Each question has words for what can be answered to it, and no others.
  return (question, answer) => (words[question] as (key: string) => string)(scaleWord(answer))
}

// From "strongly agree" down, as people say it; what is no stance at the end.
const downFrom = (answers: readonly Answer[]): Answer[] => [
  ...answers.filter((answer) => typeof answer === 'number').reverse(),
  ...answers.filter((answer) => typeof answer !== 'number'),
]

/** What can be answered to a question, as native radios: points first, then "not clear to me" and "not my remit". */
export function RatingScale({
  question,
  name,
  value,
  onGive,
}: {
  question: Question
  name: string
  value: Answer | undefined
  onGive(answer: Answer): void
}) {
  const word = useAnswerWord()
  return (
    <div className="choices">
      {downFrom(ANSWERS_TO[question]).map((answer) => (
        <label key={answer} className="choice slim">
          <input
            type="radio"
            name={name}
            value={String(answer)}
            checked={value === answer}
            onChange={() => onGive(answer)}
          />
          <span>{word(question, answer)}</span>
        </label>
      ))}
    </div>
  )
}
