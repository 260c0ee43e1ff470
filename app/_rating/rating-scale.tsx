'use client'
import { useTranslations } from 'use-intl/react'
import { ANSWERS, type Answer } from '#server/vocabulary/rating-scale.ts'

export const SCALE_WORDS = {
  '-2': 'm2',
  '-1': 'm1',
  '0': '0',
  '1': 'p1',
  '2': 'p2',
  unclear: 'unclear',
  remit: 'remit',
} as const
export const scaleWord = (answer: Answer) => SCALE_WORDS[String(answer) as keyof typeof SCALE_WORDS]

// From "strongly agree" down, as people say it; what is no stance at the end.
const DOWN: readonly Answer[] = [2, 1, 0, -1, -2, ...ANSWERS.filter((answer) => typeof answer !== 'number')]

/** Seven answers as native radios: five points, "not clear to me" and "not my remit". */
export function RatingScale({
  name,
  value,
  onGive,
}: {
  name: string
  value: Answer | undefined
  onGive(answer: Answer): void
}) {
  const t = useTranslations('scale')
  return (
    <div className="choices">
      {DOWN.map((answer) => (
        <label key={answer} className="choice slim">
          <input
            type="radio"
            name={name}
            value={String(answer)}
            checked={value === answer}
            onChange={() => onGive(answer)}
          />
          <span>{t(scaleWord(answer))}</span>
        </label>
      ))}
    </div>
  )
}
