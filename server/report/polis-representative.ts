import type { Matrix } from '#server/analysis/matrix.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { tally } from '#server/analysis/tally.ts'

/** How one group votes on one statement beside all others, by Polis' own formulas; every figure null where a group is hidden there. */
export interface GroupVotes {
  readonly statement: string
  /** Polis' pa and pd: the share that agrees, or disagrees, of all that voted or passed, one imagined vote each way added. */
  readonly agreeProbability: number | null
  readonly disagreeProbability: number | null
  /** pat and pdt: z of that share being more than half. */
  readonly agreeTest: number | null
  readonly disagreeTest: number | null
  /** ra and rd: how many times as likely as in all other groups together. */
  readonly agreeRatio: number | null
  readonly disagreeRatio: number | null
  /** rat and rdt: z of the group's share being more than the others'. */
  readonly agreeRatioTest: number | null
  readonly disagreeRatioTest: number | null
  /** Ratio, its z, share and its z multiplied: what Polis sorts by. */
  readonly agreeMetric: number | null
  readonly disagreeMetric: number | null
}

/** A statement that stands for a group, or for all, with the figures of the side it stands for. */
export interface Chosen {
  readonly statement: string
  readonly is: 'agree' | 'disagree'
  readonly votes: number
  readonly of: number
  readonly probability: number
  readonly test: number
}
export interface Representative extends Chosen {
  readonly ratio: number
  readonly ratioTest: number
  readonly metric: number
  /** Put first because it is what the group agrees on most, whether or not it passes the tests. */
  readonly bestAgree: boolean
}

export interface PolisRepresentativeness {
  readonly groups: readonly {
    readonly group: string
    readonly statements: readonly GroupVotes[]
    /** At most five, agreements first. */
    readonly representative: readonly Representative[]
  }[]
  /** What most of all groups' people together agree, and disagree, on: at most five each. */
  readonly consensus: { readonly agree: readonly Chosen[]; readonly disagree: readonly Chosen[] }
}

// One-sided, at 90 %.
const SURE = 1.2816
const MOST = 5

/**
 * z of a share being more than half, by Polis: one success in one more trial is added, so that it is 1 without any vote.
 * @example propTest(0, 0) // 1
 */
export const propTest = (votes: number, of: number): number => 2 * Math.sqrt(of + 1) * ((votes + 1) / (of + 1) - 0.5)

/**
 * z of a share being more than another, by Polis: one is added to all four counts, so that the share of nobody is 1. Nothing is
 * more than another where all then agree.
 * @example twoPropTest(0, 0, 0, 0) // 0
 */
export function twoPropTest(votes: number, otherVotes: number, of: number, otherOf: number): number {
  const [own, other] = [(votes + 1) / (of + 1), (otherVotes + 1) / (otherOf + 1)]
  const together = (votes + otherVotes + 2) / (of + otherOf + 2)
  if (together === 1) return 0
  return (own - other) / Math.sqrt(together * (1 - together) * (1 / (of + 1) + 1 / (otherOf + 1)))
}

interface Counts {
  readonly agree: number
  readonly disagree: number
  readonly seen: number
}

/** One side's figures of one group on one statement. */
interface Figures {
  readonly votes: number
  readonly of: number
  readonly probability: number
  readonly test: number
  readonly ratio: number
  readonly ratioTest: number
  readonly metric: number
}
interface Sides {
  readonly statement: string
  readonly agree: Figures
  readonly disagree: Figures
}

/**
 * What stands for each group, and for all, as Polis tells it: of a matrix on two points (disagree, agree; a pass is "unsure") and the
 * report made of it. A statement on which a group is hidden takes no part, for the others would tell what it said.
 * Source: compdemocracy/polis, math; section 1.1 of the specification.
 */
export function polisRepresentativeness(
  matrix: Matrix,
  statements: readonly Pick<StatementReport, 'cells'>[],
): PolisRepresentativeness {
  const counts = matrix.statements.map((_, s) =>
    tally(matrix, s).map(
      ({ counts: [disagree = 0, agree = 0], n, unsure }): Counts => ({
        ...{ agree, disagree, seen: n + unsure },
      }),
    ),
  )
  const ids = matrix.statements.map(({ id }) => id)
  const isTold = statements.map(({ cells }) => cells.every(({ suppressed }) => suppressed === null))
  const told = ids.flatMap((statement, s) => (isTold[s] ? [{ statement, counts: counts[s] as Counts[] }] : []))
  const groups = matrix.partners.map(({ id: group }, j) => {
    const sides = told.map((one) => sidesOf(one.statement, one.counts, j))
    const byId = new Map(sides.map((one) => [one.statement, one]))
    return {
      group,
      statements: ids.map((statement) => votesOf(statement, byId.get(statement))),
      representative: representativeOf(sides),
    }
  })
  const whole = told.map((one) => ({ statement: one.statement, ...sum(one.counts) }))
  return { groups, consensus: { agree: consensusOf(whole, 'agree'), disagree: consensusOf(whole, 'disagree') } }
}

const sum = (counts: readonly Counts[]): Counts => {
  const of = (name: keyof Counts) => counts.reduce((total, one) => total + one[name], 0)
  return { agree: of('agree'), disagree: of('disagree'), seen: of('seen') }
}

const likelihood = (votes: number, of: number) => (votes + 1) / (of + 2)

function sidesOf(statement: string, counts: readonly Counts[], j: number): Sides {
  const own = counts[j] as Counts
  const rest = sum(counts.filter((_, k) => k !== j))
  const side = (is: 'agree' | 'disagree'): Figures => {
    const [votes, of] = [own[is], own.seen]
    const [probability, test] = [likelihood(votes, of), propTest(votes, of)]
    const ratio = probability / likelihood(rest[is], rest.seen)
    const ratioTest = twoPropTest(votes, rest[is], of, rest.seen)
    return { votes, of, probability, test, ratio, ratioTest, metric: ratio * ratioTest * probability * test }
  }
  return { statement, agree: side('agree'), disagree: side('disagree') }
}

const votesOf = (statement: string, sides: Sides | undefined): GroupVotes => ({
  statement,
  agreeProbability: sides?.agree.probability ?? null,
  disagreeProbability: sides?.disagree.probability ?? null,
  agreeTest: sides?.agree.test ?? null,
  disagreeTest: sides?.disagree.test ?? null,
  agreeRatio: sides?.agree.ratio ?? null,
  disagreeRatio: sides?.disagree.ratio ?? null,
  agreeRatioTest: sides?.agree.ratioTest ?? null,
  disagreeRatioTest: sides?.disagree.ratioTest ?? null,
  agreeMetric: sides?.agree.metric ?? null,
  disagreeMetric: sides?.disagree.metric ?? null,
})

/** What stands for a group: the best agreement, then what passes both tests by the metric; else the one nearest to passing. */
function representativeOf(all: readonly Sides[]): Representative[] {
  const bestAgree = all.reduce<Sides | null>((best, one) => (agreesBetter(one, best) ? one : best), null)
  const first = bestAgree ? [{ ...chosen(bestAgree), bestAgree: true }] : []
  const passing = all.filter(({ agree, disagree }) => passes(agree) || passes(disagree)).map(chosen)
  if (passing.length === 0) {
    const best = all
      .map(chosen)
      .reduce<Representative | null>(
        (found, one) => (found === null || one.ratioTest > found.ratioTest ? one : found),
        null,
      )
    return first.length > 0 || !best ? first : [best]
  }
  const others = passing.filter(({ statement }) => statement !== bestAgree?.statement)
  const top = [...first, ...others.sort((a, b) => b.metric - a.metric)].slice(0, MOST)
  return [...top.filter(({ is }) => is === 'agree'), ...top.filter(({ is }) => is === 'disagree')]
}

const passes = ({ test, ratioTest }: Figures) => ratioTest > SURE && test > SURE

/** By the side that is more the group's own. */
function chosen({ statement, agree, disagree }: Sides): Representative {
  const is = agree.ratioTest > disagree.ratioTest ? 'agree' : 'disagree'
  return { statement, is, ...(is === 'agree' ? agree : disagree), bestAgree: false }
}

/** Whether a statement is more of an agreement than the best so far: its own where one is, else one that many share. */
function agreesBetter({ agree, disagree }: Sides, best: Sides | null): boolean {
  if (agree.votes === 0 && disagree.votes === 0) return false
  if (best && best.agree.ratio > 1) return agree.metric > best.agree.metric
  if (best) return agree.probability * agree.test > best.agree.probability * best.agree.test
  return agree.test > SURE || (agree.ratio > 1 && agree.probability > 0.5)
}

function consensusOf(all: readonly ({ statement: string } & Counts)[], is: 'agree' | 'disagree'): Chosen[] {
  return all
    .map((one): Chosen => {
      const [votes, of] = [one[is], one.seen]
      return { statement: one.statement, is, votes, of, probability: likelihood(votes, of), test: propTest(votes, of) }
    })
    .filter(({ probability, test }) => probability > 0.5 && test > SURE)
    .sort((a, b) => b.probability * b.test - a.probability * a.test)
    .slice(0, MOST)
}

/** The same as text: what stands for each group, then for all. */
export function writeRepresentativeness({ groups, consensus }: PolisRepresentativeness): string {
  const line = ({ statement, is, votes, of }: Chosen) => `${is} ${statement} (${votes} of ${of})`
  const own = groups.map(({ group, representative }) => {
    const said = representative.map((one) => `${line(one)} ${one.ratio.toFixed(2)} times the others`)
    return `  ${group}: ${said.join(' · ') || 'nothing'}`
  })
  const all = [...consensus.agree, ...consensus.disagree].map(line).join(' · ') || 'nothing'
  return ['What stands for each Polis group', ...own, `  all: ${all}`].join('\n')
}
