'use client'
import { useTranslations } from 'use-intl/react'
import type { StatementReport } from '#server/analysis/report.ts'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'
import { QUADRANTS, type Quadrant } from '#server/vocabulary/kind.ts'
import { isRoughlyPlaced } from '#server/vocabulary/label.ts'
import { wantedTogether } from '#server/vocabulary/wanted.ts'
import { FieldsWorkedOut } from './fields-worked-out.tsx'
import './four-fields.css'
import { IsShouldMap } from './is-should-map.tsx'

/** What is said first, the most telling first: what nobody knows they share, then what is disputed, then what is shared. */
const FINDINGS = [
  ['hidden', 'hidden-agreement'],
  ['open', 'open-disagreement'],
  ['muddled', 'muddled-dispute'],
  ['shared', 'shared-direction'],
] as const

interface Props {
  statements: readonly StatementReport[]
  two: readonly TwoQuestions[]
  about: string
}

/** What two questions show together: what all want and know, want and don't know, dispute, or dispute without knowing what is. */
export function FourFields({ statements, two, about }: Props) {
  const t = useTranslations('twoQuestions')
  const rules = useTranslations('rules')
  const numbered = two.map((one) => {
    const at = statements.findIndex(({ id }) => id === one.statementId)
    const statement = statements[at]
    return { one, no: at + 1, isRough: statement !== undefined && isRoughlyPlaced(statement) }
  })
  const inField = (quadrant: Quadrant) => numbered.filter(({ one }) => one.quadrant === quadrant)
  const without = numbered.filter(({ one }) => one.quadrant === null)
  const found = FINDINGS.find(([, quadrant]) => inField(quadrant).length > 0)
  const text = (id: string) => statements.find((statement) => statement.id === id)?.text
  return (
    <section aria-labelledby="four-fields" className="four-fields">
      <h2 id="four-fields">{found ? t(`found.${found[0]}`, { count: inField(found[1]).length }) : t('found.none')}</h2>
      <p className="muted">{t('lead')}</p>
      <div className="fields">
        {QUADRANTS.map((quadrant) => (
          <section key={quadrant} className={`panel field-${quadrant}`} aria-labelledby={quadrant}>
            <h3 id={quadrant}>
              <FieldSign quadrant={quadrant} /> {t(`name.${quadrant}`)}
            </h3>
            <p className="muted small">{t(`means.${quadrant}`)}</p>
            {inField(quadrant).length === 0 && <p className="muted">{t('nothing')}</p>}
            <ul className="plain-list stack">
              {inField(quadrant).map(({ one, no }) => (
                <li key={one.statementId}>
                  {no}. {text(one.statementId)}
                  <Wanted one={one} />
                  {quadrant === 'hidden-agreement' && one.believing.of > 0 && (
                    <span className="muted small">
                      <br />
                      {t('believing', one.believing)}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {without.length > 0 && (
        <details>
          <summary>{t('without', { count: without.length })}</summary>
          <ul>
            {without.map(({ one, no }) => (
              <li key={one.statementId}>
                {no}. {text(one.statementId)}{' '}
                <span className="muted">({one.because && t(`because.${one.because}`)})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{rules('how')}</summary>
        <FieldsWorkedOut points={numbered.filter(({ one }) => one.quadrant !== null)} rule="how" />
      </details>
      <IsShouldMap points={numbered} about={about} textOf={text} />
    </section>
  )
}

/** Which way those lean that are together: to want something and to want that it is not done are both a direction. */
function Wanted({ one }: { one: TwoQuestions }) {
  const t = useTranslations('twoQuestions')
  const wanted = wantedTogether(one)
  return (
    wanted && (
      <span className="small">
        <br />
        {t(`wanted.${wanted}`)}
      </span>
    )
  )
}

const SHAPES: Readonly<Record<Quadrant, string>> = {
  'shared-direction': 'M8 2 A6 6 0 1 1 7.99 2 Z',
  'hidden-agreement': 'M8 1.5 L14.5 14 L1.5 14 Z',
  'open-disagreement': 'M2.5 2.5 H13.5 V13.5 H2.5 Z',
  'muddled-dispute': 'M8 0.5 L15.5 8 L8 15.5 L0.5 8 Z',
}

/** A field's own shape, so that no colour has to tell it. */
export function FieldSign({ quadrant }: { quadrant: Quadrant }) {
  return (
    <svg viewBox="0 0 16 16" className={`field-sign ${quadrant}`} aria-hidden="true">
      <path d={SHAPES[quadrant]} />
    </svg>
  )
}
