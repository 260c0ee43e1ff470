'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { Version } from '#server/proposition/find.ts'
import { PROPOSITION_ANSWERS } from '#server/vocabulary/proposition.ts'

/**
 * What each partner said to a version, by answer, whose answer was taken out, and how many said nothing. Nothing before it is
 * shown.
 */
export function GivenAnswers({ answers, takenOut, asked }: Pick<Version, 'answers' | 'takenOut' | 'asked'>) {
  const t = useTranslations('proposition')
  if (!answers) return null
  const silent = asked - answers.length - takenOut.length
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
      {takenOut.length > 0 && (
        <p className="muted answer-head">{t('takenOut', { partners: takenOut.map(({ name }) => name).join(', ') })}</p>
      )}
      {silent > 0 && <p className="muted answer-head">{t('silent', { count: silent })}</p>}
    </>
  )
}
