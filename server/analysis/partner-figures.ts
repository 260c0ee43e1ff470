import { cohesion } from './cohesion.ts'
import { krippendorff } from './krippendorff.ts'
import type { Matrix } from './matrix.ts'
import { type PairReport, pairsOf } from './pairs.ts'
import { profilesOf } from './profiles.ts'
import type { PartnerReport } from './report.ts'
import type { PartnerStance, Shown } from './shown.ts'

/** One partner's own figures, from what may be shown of it: all null or empty when that is nothing. */
export function partnerFigures(
  matrix: Matrix,
  { statementIds, tallies, stances }: Shown,
  j: number,
): Omit<PartnerReport, 'id' | 'label' | 'people'> {
  const own = tallies.flatMap((all) => all[j] ?? [])
  const known = stances.flatMap((row, s) => {
    const { lean, stance, interval } = row[j] as PartnerStance
    return lean === null ? [] : [{ statementId: statementIds[s] as string, stance, interval, lean }]
  })
  const count = (lean: string) => known.filter((one) => one.lean === lean).length
  const leans = { for: count('for'), against: count('against'), undecided: count('undecided') }
  return {
    members: matrix.partners[j]?.members ?? null,
    cohesion: cohesion(own),
    alpha: krippendorff(own.map(({ counts }) => counts)),
    leans: known.length > 0 ? leans : null,
    stances: known,
  }
}

/** Every two partners, from what may be shown of both. */
export function pairReports(matrix: Matrix, { statementIds, tallies, stances, step }: Shown): PairReport[] {
  const pairs = pairsOf({
    profiles: profilesOf(tallies),
    partnerIds: matrix.partners.map(({ id }) => id),
    statementIds,
    leans: stances.map((row) => row.map(({ lean }) => lean)),
    isSideAlone: (statement, partner) => stances[statement]?.[partner]?.sideAlone === true,
  })
  return pairs.map((pair) => ({ ...pair, points: pair.points === null ? null : pair.points / step }))
}
