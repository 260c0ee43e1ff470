'use client'
import { useTranslations } from 'use-intl/react'
import type { Perception } from '#server/analysis/perception.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'

interface Props {
  statements: readonly StatementReport[]
  perceptions: readonly { statementId: string; perception: Perception | null }[]
  voice: Voice
}

/** How well people know what most organisations think: what was found first, then each statement with its counts. */
export function Perceptions({ statements, perceptions, voice }: Props) {
  const t = useTranslations('perception')
  const found = perceptions.flatMap(({ statementId, perception }) => {
    const at = statements.findIndex(({ id }) => id === statementId)
    const statement = statements[at]
    return perception && statement ? [{ no: at + 1, text: statement.text, perception, statementId }] : []
  })
  if (found.length === 0) return null
  const misjudged = found.filter(({ perception }) => perception.misjudgement !== null)
  return (
    <section aria-labelledby="perceptions">
      <h2 id="perceptions">{t('finding', { count: misjudged.length, of: found.length })}</h2>
      <ul className="plain-list stack">
        {[...misjudged, ...found.filter((one) => !misjudged.includes(one))].map(
          ({ no, text, perception, statementId }) => (
            <li key={statementId} className="panel">
              <p>
                <strong>
                  {no}. {text}
                </strong>
              </p>
              {perception.misjudgement && <p>{t(`pattern.${perception.misjudgement}`)}</p>}
              <p className="muted">
                {t(`actual.${perception.actual}`)} {t('counts', { ...countsOf(perception), who: voice })}
              </p>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}

const countsOf = ({ right, wrong, dontKnow, of }: Perception) => ({ right, wrong, dontKnow, of })
