import type { Matrix } from '#server/analysis/matrix.ts'
import { type PartnerTally, tally } from '#server/analysis/tally.ts'

/** One group's votes on one statement and Polis' own figures for them. */
export interface PolisGroup {
  readonly group: string
  readonly agree: number
  readonly disagree: number
  readonly pass: number
  /** How much likelier this group agrees (or disagrees) than the others: the ratio that Polis sorts by. */
  readonly agreeRatio: number
  readonly disagreeRatio: number
}

export interface PolisFigures {
  readonly statement: string
  readonly groups: readonly PolisGroup[]
  /** The product over groups of (agree + 1) / (votes + 2), as Polis publishes it. */
  readonly groupInformedConsensus: number
  /** Its root by the number of groups, which many groups don't drive to nothing. */
  readonly groupInformedConsensusGeometric: number
}

const votes = ({ counts, unsure }: PartnerTally) => ({
  disagree: counts[0] as number,
  agree: counts[1] as number,
  pass: unsure,
})
const seen = (partner: PartnerTally) => partner.n + partner.unsure
const likelihood = (chose: number, of: number) => (chose + 1) / (of + 2)

/** Polis' figures for every statement of a two-point matrix (disagree, agree). Source: compdemocracy/polis, math. */
export function polisFigures(matrix: Matrix): PolisFigures[] {
  return matrix.statements.map(({ id }, statement) => {
    const all = tally(matrix, statement)
    const consensus = all.reduce((product, partner) => product * likelihood(votes(partner).agree, seen(partner)), 1)
    return {
      statement: id,
      groups: all.map((partner, j) =>
        groupFigures(
          partner,
          all.filter((_, k) => k !== j),
          (matrix.partners[j] as { id: string }).id,
        ),
      ),
      groupInformedConsensus: consensus,
      groupInformedConsensusGeometric: consensus ** (1 / Math.max(1, all.length)),
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
