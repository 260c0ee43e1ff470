'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { GivenAnswer } from '#server/proposition/find.ts'
import { PROPOSITION_ANSWERS } from '#server/vocabulary/proposition.ts'

/** What each partner said to a version, by answer, and how many said nothing. */
export function GivenAnswers({ answers, asked }: { answers: readonly GivenAnswer[]; asked: number }) {
  const t = useTranslations('proposition')
  return (
    <>
      {PROPOSITION_ANSWERS.map((answer) => {
        const some = answers.filter((one) => one.answer === answer)
        if (some.length === 0) return null
        return (
          <div key={answer}>
            <p className="answer-head">
              <strong>{t('answerCount', { answer: t(`answers.${answer}`), count: some.length })}</strong>
            </p>
            <ul className="plain-list who-list" aria-label={t(`answers.${answer}`)}>
              {some.map(({ partner, reason }) => (
                <li key={partner.id} className="who">
                  <Mark initials={partner.initials} no={partner.markNo} />
                  <span>
                    {partner.name}
                    {reason && <span className="muted"> {t('reason', { reason })}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {answers.length < asked && <p className="muted answer-head">{t('silent', { count: asked - answers.length })}</p>}
    </>
  )
}
