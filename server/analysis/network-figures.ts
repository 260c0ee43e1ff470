import { blocsOf } from './blocs.ts'
import { dealOut } from './deal-out.ts'
import { discoFigure } from './disco.ts'
import { krippendorff } from './krippendorff.ts'
import type { Matrix } from './matrix.ts'
import { matrixOrder } from './matrix-order.ts'
import { networkShare } from './network-share.ts'
import { permdispFigure } from './permdisp.ts'
import { ranking } from './ranking.ts'
import type { NetworkReport, StatementReport } from './report.ts'
import type { Respondents } from './respondents.ts'
import type { Shown } from './shown.ts'

/** The whole network's figures: from `everybody` as far as they may be told, and from `shown` alone for what names partners. */
export function networkFigures(
  matrix: Matrix,
  people: { readonly everybody: Respondents; readonly shown: Respondents },
  shown: Shown,
  statements: readonly StatementReport[],
): Omit<NetworkReport, 'partners' | 'people' | 'statements' | 'kinds'> {
  const around = matrix.voice === 'own' ? networkShare(people.everybody) : null
  const blocs = blocsOf(people.shown)
  const ids = (own: readonly number[]) => own.map((j) => (matrix.partners[j] as { id: string }).id).sort()
  const share = matrix.voice === 'own' ? shareOver(statements) : null
  const isSame = share !== null && around !== null && Math.abs(around.share - share) < 1e-9
  const { everybody } = people
  const [disco, permdisp] = dealOut(everybody, [discoFigure(everybody), permdispFigure(everybody)] as const)
  return {
    betweenShare: share,
    // Where statements tell of more than may be joined up across them, no interval would be around their share.
    interval: isSame ? around.interval : null,
    alpha: krippendorff(countsOf(people.everybody)),
    disco,
    permdisp,
    blocs: blocs.are === 'clear' ? { ...blocs, blocs: blocs.blocs.map(ids) } : blocs,
    ranking: ranking(statements.filter(({ kind }) => kind !== 'too-few')),
    order: matrixOrder(matrix, shown),
  }
}

/** Sum of between over sum of dispersion, of what the statements tell. */
export function shareOver(statements: readonly StatementReport[]): number | null {
  const known = statements.filter(({ dispersion, between }) => dispersion !== null && between !== null)
  const dispersion = known.reduce((sum, statement) => sum + (statement.dispersion as number), 0)
  if (dispersion < 1e-12) return null
  return known.reduce((sum, statement) => sum + (statement.between as number), 0) / dispersion
}

/** How often each point was given to each statement. */
function countsOf({ scale, statements, points }: Respondents): number[][] {
  const counts = Array.from({ length: statements }, () => new Array<number>(scale).fill(0))
  points.forEach((point, at) => {
    const own = counts[at % statements] as number[]
    if (point > 0) own[point - 1] = (own[point - 1] as number) + 1
  })
  return counts
}
