import type { Misjudgement } from '#server/vocabulary/kind.ts'
import { cellsOf } from './cells.ts'
import { stance } from './position.ts'
import type { Cell } from './report.ts'
import { answering, type PartnerTally, type Tally } from './tally.ts'
import { exceeds, THRESHOLDS } from './thresholds.ts'
import { told } from './told.ts'
import { isStance, middleAnswer } from './told-cells.ts'

/** What people expect most partners to say of a statement, beside what they say. */
export interface Perception {
  /** What more than half of the partners that gave a stance lean to; a partner in the middle gave one, on neither side. */
  readonly actual: 'yes' | 'no' | 'none'
  readonly right: number
  readonly wrong: number
  readonly dontKnow: number
  /** How many said what they expect: people, or partners in a named voice. */
  readonly of: number
  readonly misjudgement: Misjudgement | null
}

/**
 * The same of everybody's answers, made of what of both may be told: a majority of all partners would tell on which side the one
 * hidden partner is, and a count of all people what it expects. `silent` are the partners, as places, of which nothing may be told.
 */
export function perceptionTold(
  stances: Tally,
  expected: Tally,
  partners: readonly { id: string }[],
  minimum: number,
  silent?: ReadonlySet<number>,
): Perception | null {
  const cells = cellsOf(stances, partners, minimum, silent)
  const { apart } = told(
    minimum > 1 ? stances.map((partner, j) => atItsMiddle(partner, cells[j] as Cell)) : stances,
    cells,
  )
  const { once } = told(expected, cellsOf(expected, partners, minimum, silent), true)
  return perceive(apart, once, minimum, answering(stances).length)
}

/** A shown partner's people all at its middle answer, as a room is told it: which side they lean to on average tells how they differ. */
function atItsMiddle(partner: PartnerTally, { suppressed, unanimous }: Cell): PartnerTally {
  const { counts, n, unsure } = partner
  const middle = middleAnswer(counts)
  if (suppressed || unanimous || middle === null) return partner
  if (!isStance(partner)) return { ...partner, counts: counts.map(() => 0), n: 0, unsure: n + unsure }
  const share = (point: number) =>
    (n * Number(point === Math.floor(middle)) + n * Number(point === Math.ceil(middle))) / 2
  return { ...partner, counts: counts.map((_, k) => share(k + 1)) }
}

/**
 * How well people know what most partners think. `stances` are the answers to the statement itself, `expected` the answers
 * to "what would most partners say?", on two points (no, yes) with "don't know" as unsure. Null when fewer than `minimum`
 * said what they expect, or too few of the `answered` partners took a stance that may be told. Where there is no majority nobody is right, and whoever expects one is wrong.
 */
export function perceive(stances: Tally, expected: Tally, minimum: number, answered: number): Perception | null {
  const partners = answering(stances).map((partner) => stance(partner) as number)
  const [no, yes, dontKnow] = expected.reduce<[number, number, number]>(
    ([noes, yeses, unsure], { counts, unsure: own }) => [
      noes + (counts[0] ?? 0),
      yeses + (counts[1] ?? 0),
      unsure + own,
    ],
    [0, 0, 0],
  )
  const of = no + yes + dontKnow
  if (of === 0 || of < minimum) return null
  if (partners.length < Math.max(THRESHOLDS.fewestPartners, answered * THRESHOLDS.leastCoverage)) return null
  const most = (on: (value: number) => boolean) => partners.filter(on).length * 2 > partners.length
  const actual = most((at) => exceeds(at, THRESHOLDS.side))
    ? 'yes'
    : most((at) => exceeds(-at, THRESHOLDS.side))
      ? 'no'
      : 'none'
  const right = actual === 'yes' ? yes : actual === 'no' ? no : 0
  return {
    actual,
    right,
    wrong: of - dontKnow - right,
    dontKnow,
    of,
    misjudgement: misjudged(actual, right, { no, yes }, of),
  }
}

function misjudged(
  actual: Perception['actual'],
  right: number,
  { no, yes }: { no: number; yes: number },
  of: number,
): Misjudgement | null {
  if (actual === 'none') return Math.max(no, yes) * 2 > of ? 'false-consensus' : null
  return right * 2 < of ? 'pluralistic-ignorance' : null
}
