import { Said } from '#app/_words/said.tsx'
import { saySigned } from '#app/_words/say-number.ts'
import { words } from '#app/_words/words.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import type { ComparedStatement } from '#server/record/compare-records.ts'
import { isRoughlyPlaced, labelOf } from '#server/vocabulary/label.ts'

const CHANGES: readonly ComparedStatement['change'][] = ['other-kind', 'moved', 'new', 'dropped', 'same']

/** What changed between two sittings, what changed most first. */
export function ComparedList({ compared }: { compared: readonly ComparedStatement[] }) {
  const t = words('compare')
  return CHANGES.map((change) => {
    const these = compared.filter((one) => one.change === change)
    if (these.length === 0) return null
    return (
      <section key={change} aria-labelledby={`change-${change}`}>
        <h2 id={`change-${change}`}>
          {t(change)} ({these.length})
        </h2>
        <div className="table-wrap">
          <table className="compared">
            <thead>
              <tr>
                <th scope="col">{words('answers')('statement')}</th>
                <th scope="col">{t('then')}</th>
                <th scope="col">{t('now')}</th>
              </tr>
            </thead>
            <tbody>
              {these.map(({ rootId, text, language, reworded, before, after }) => (
                <tr key={rootId}>
                  <th scope="row">
                    <Said language={language}>{text}</Said> {reworded && <span className="muted">{t('reworded')}</span>}
                  </th>
                  <td>{standing(before)}</td>
                  <td>{standing(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    )
  })
}

function standing(statement: StatementReport | null) {
  const t = words('compare')
  if (!statement) return <span className="muted">{t('notAsked')}</span>
  const at = statement.voices?.mean ?? (statement.position === null ? null : statement.position * 2)
  return (
    <>
      <strong>{words('kinds')(labelOf(statement))}</strong>
      {at !== null && (
        <>
          <br />
          <span className="muted small">
            {t(isRoughlyPlaced(statement) ? 'averageAbout' : 'average', { value: saySigned(at, 1) })}
          </span>
        </>
      )}
    </>
  )
}
