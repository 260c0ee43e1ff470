'use client'
import { useTranslations } from 'use-intl/react'
import { sayList } from '#app/_words/say-day.ts'
import { sayFigure } from '#app/_words/say-number.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { headlineOf, isByMiddles, labelOf } from '#server/vocabulary/label.ts'
import { KindLabel } from './kind-label.tsx'
import { OpenLabel } from './open-label.tsx'

/** So many statements are named below a label; of more it says how many. */
const NAMED = 3

/** How many statements each label is said of: the first thing to read. `opens` where somebody can ask how they are worked out. */
export function Headline({ report, opens = false }: { report: DisagreementReport; opens?: boolean }) {
  const t = useTranslations('answers')
  const { minimumCell: minimum, statements } = report
  // Whoever sees nothing but that has to learn what it takes.
  const isAllTooFew = minimum > 1 && statements.length > 0 && statements.every((one) => labelOf(one) === 'too-few')
  return (
    <>
      <ul className="plain-list row headline" aria-label={t('headline')}>
        {headlineOf(report).map(({ kind, count }) => (
          <li key={kind}>
            {opens ? (
              <OpenLabel
                kind={kind}
                count={count}
                byMiddle={byMiddle(report.statements.filter((one) => labelOf(one) === kind))}
              >
                <Here numbers={report.statements.flatMap((one, i) => (labelOf(one) === kind ? [i + 1] : []))} />
              </OpenLabel>
            ) : (
              <KindLabel kind={kind} count={count} />
            )}
          </li>
        ))}
      </ul>
      {opens && isAllTooFew && <p>{t('allTooFew', { minimum })}</p>}
    </>
  )
}

function byMiddle(statements: DisagreementReport['statements']) {
  if (statements.every(isByMiddles)) return 'all'
  return statements.some(isByMiddles) ? 'some' : undefined
}

function Here({ numbers }: { numbers: readonly number[] }) {
  const t = useTranslations('rules')
  const says = useTranslations('says')
  const named = numbers.slice(0, NAMED).map((no) => sayFigure(no, 0))
  const more = numbers.length - named.length
  return t('here', {
    count: numbers.length,
    list: sayList(more > 0 ? [...named, says('others', { count: more })] : named),
  })
}
