'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { Side, StatementReport } from '#server/analysis/report.ts'
import type { SessionNow } from '#server/session/now.ts'

const COLUMNS = ['against', 'neither', 'for', 'unclear', 'remit'] as const satisfies readonly Side[]

/** Where the organisations stand that may be shown, stacked up over the five sides: each counts one, by its letters. */
export function Sides({
  statement,
  partners,
}: {
  statement: StatementReport
  partners: SessionNow['people']['partners']
}) {
  const t = useTranslations('present')
  const on = (side: Side) =>
    statement.cells.flatMap((cell) =>
      cell.side === side ? (partners.find(({ id }) => id === cell.partnerId) ?? []) : [],
    )
  // Too few answers are no finding, and would tell whose they are.
  if (statement.kind === 'too-few' || COLUMNS.every((side) => on(side).length === 0)) return null
  return (
    <dl className="stands" aria-label={t('sides.label')}>
      {COLUMNS.map((side) => (
        <div key={side}>
          <dt>
            {t(`sides.${side}`)} <strong>{on(side).length}</strong>
          </dt>
          <dd>
            {on(side).map(({ id, initials, markNo, name }) => (
              <Mark key={id} initials={initials} no={markNo} label={name} big />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
