import { cellsOf } from '#server/analysis/cells.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import { type PartnerTally, tally } from '#server/analysis/tally.ts'

/** One group's votes on one statement and Polis' own figures for them; all null where its answers may not be shown. */
export interface PolisGroup {
  readonly group: string
  readonly agree: number | null
  readonly disagree: number | null
  readonly pass: number | null
  /** How much likelier this group agrees (or disagrees) than the others that are shown: the ratio that Polis sorts by. */
  readonly agreeRatio: number | null
  readonly disagreeRatio: number | null
}

export interface PolisFigures {
  readonly statement: string
  readonly groups: readonly PolisGroup[]
  /** The product over groups of (agree + 1) / (votes + 2), as Polis publishes it; null where a group is hidden. */
  readonly groupInformedConsensus: number | null
  /** Its root by the number of groups, which many groups don't drive to nothing. */
  readonly groupInformedConsensusGeometric: number | null
}

const HIDDEN = { agree: null, disagree: null, pass: null, agreeRatio: null, disagreeRatio: null } as const

const votes = ({ counts, unsure }: PartnerTally) => ({
  disagree: counts[0] as number,
  agree: counts[1] as number,
  pass: unsure,
})
const seen = (partner: PartnerTally) => partner.n + partner.unsure
const likelihood = (chose: number, of: number) => (chose + 1) / (of + 2)

/**
 * Polis' figures for every statement of a two-point matrix (disagree, agree). What the report's cells hide for the sake of `minimum`
 * people stands in none of them: what is left of a whole once the shown are taken away would tell it.
 * Source: compdemocracy/polis, math.
 */
export function polisFigures(matrix: Matrix, minimum: number): PolisFigures[] {
  return matrix.statements.map(({ id }, statement) => {
    const all = tally(matrix, statement)
    const isHidden = cellsOf(all, matrix.partners, minimum).map(({ suppressed }) => suppressed !== null)
    const shown = (j: number) => all.filter((_, k) => k !== j && !isHidden[k])
    const consensus = isHidden.includes(true)
      ? null
      : all.reduce((product, partner) => product * likelihood(votes(partner).agree, seen(partner)), 1)
    return {
      statement: id,
      groups: all.map((partner, j) => {
        const { id: group } = matrix.partners[j] as { id: string }
        return isHidden[j] ? { group, ...HIDDEN } : groupFigures(partner, shown(j), group)
      }),
      groupInformedConsensus: consensus,
      groupInformedConsensusGeometric: consensus === null ? null : consensus ** (1 / Math.max(1, all.length)),
    }
  })
}

function groupFigures(partner: PartnerTally, others: readonly PartnerTally[], group: string): PolisGroup {
  const { agree, disagree, pass } = votes(partner)
  const rest = others.reduce(
    (sum, other) => ({
      agree: sum.agree + votes(other).agree,
      disagree: sum.disagree + votes(other).disagree,
      seen: sum.seen + seen(other),
    }),
    { agree: 0, disagree: 0, seen: 0 },
  )
  return {
    group,
    agree,
    disagree,
    pass,
    agreeRatio: likelihood(agree, seen(partner)) / likelihood(rest.agree, rest.seen),
    disagreeRatio: likelihood(disagree, seen(partner)) / likelihood(rest.disagree, rest.seen),
  }
}
