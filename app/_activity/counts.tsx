import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { words } from '#app/_words/words.ts'
import type { Alignment } from '#server/activity/read-alignment.ts'
import { shareByChance } from '#server/alignment/by-chance.ts'
import type { Count } from '#server/alignment/deed.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import '#app/_ui/counts.css'

const CornerHeads = () => {
  const t = words('corners')
  return CORNERS.map((corner) => (
    <th key={corner} scope="col">
      <CornerMark place={corner} /> {t(corner)}
    </th>
  ))
}

/** How many were planned and how many came by chance, each in words. */
function Counted({ planned, chance }: Count) {
  const t = words('activity')
  if (planned + chance === 0) return <span className="muted">{t('noneCount')}</span>
  return (
    <>
      {planned > 0 && <span>{t('plannedCount', { planned })}</span>}
      {chance > 0 && <span>{t('chanceCount', { chance })}</span>}
    </>
  )
}

/** The share left to chance with what it is of; a dash where nothing was done. */
function Share(count: Count) {
  const share = shareByChance(count)
  if (share === undefined) return <span className="muted">–</span>
  return <span>{words('activity')('shareOf', { chance: count.chance, all: count.planned + count.chance, share })}</span>
}

/** Every kind against every corner, and the share left to chance at the foot. Kinds that nobody did stand at the end. */
export function KindsTable({ kinds, corners }: Pick<Alignment, 'kinds' | 'corners'>) {
  const t = words('activity')
  const isDone = ({ all }: (typeof kinds)[number]) => all.planned + all.chance > 0
  return (
    <div className="table-wrap">
      <table className="counts">
        <caption className="muted small">{t('matrixLead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('kindHead')}</th>
            <CornerHeads />
          </tr>
        </thead>
        <tbody>
          {[...kinds.filter(isDone), ...kinds.filter((row) => !isDone(row))].map((row) => (
            <tr key={row.kind}>
              <th scope="row">{t(`kinds.${row.kind}`)}</th>
              {CORNERS.map((corner) => (
                <td key={corner}>
                  <Counted {...row.corners[corner]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('allKinds')}</th>
            {CORNERS.map((corner) => (
              <td key={corner}>
                <Counted {...corners[corner]} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('chanceRow')}</th>
            {CORNERS.map((corner) => (
              <td key={corner}>
                <Share {...corners[corner]} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** The share left to chance in every quarter, in all and at each corner. */
export function QuartersTable({ quarters }: Pick<Alignment, 'quarters'>) {
  const t = words('activity')
  return (
    <div className="table-wrap">
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">{t('quarterHead')}</th>
            <th scope="col">{t('everything')}</th>
            <CornerHeads />
          </tr>
        </thead>
        <tbody>
          {quarters.map(({ year, quarter, all, corners }) => (
            <tr key={`${year}-${quarter}`}>
              <th scope="row">{t('quarter', { year: String(year), quarter: String(quarter) })}</th>
              <td>
                <Share {...all} />
              </td>
              {CORNERS.map((corner) => (
                <td key={corner}>
                  <Share {...corners[corner]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
