import { analyseStatement } from '#server/analysis/analyse.ts'
import type { Chance } from '#server/analysis/chance.ts'
import { disperse } from '#server/analysis/dispersion.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import { shuffle } from '#server/analysis/shuffle.ts'
import { type PartnerTally, tally } from '#server/analysis/tally.ts'
import { THRESHOLDS } from '#server/analysis/thresholds.ts'

/** Twelve partners planted in real votes: six of people of one of its two largest groups, six of the other. */
const HALF = 6
const LEAST_PARTNERS = 8

/** The people of the two largest groups, in an order that chance draws. */
function twoGroups(matrix: Matrix, chance: Chance): [number[], number[]] {
  const groups = matrix.partners.map((_, j) => matrix.partnerOf.flatMap((own, person) => (own === j ? [person] : [])))
  const [one = [], other = []] = groups.sort((a, b) => b.length - a.length)
  const drawn = (people: number[]) => [...shuffle(Int32Array.from(people), chance)]
  return [drawn(one), drawn(other)]
}

/** The same votes with these partners, and with nobody else's. */
function withPartners(matrix: Matrix, partners: readonly (readonly number[])[]): Matrix {
  const of = new Map(partners.flatMap((people, j) => people.map((person) => [person, j] as const)))
  return {
    ...matrix,
    partners: partners.map((_, j) => ({ id: `p${j}`, label: `p${j}` })),
    partnerOf: matrix.partnerOf.map((_, person) => of.get(person) ?? 0),
    answers: matrix.answers.map((row) => row.map((code, person) => (of.has(person) ? code : 0))),
  }
}

const meanOf = ({ counts, n }: PartnerTally) => ((counts[1] as number) - (counts[0] as number)) / n

/** The statements on which the two whole groups lean opposite ways, each by ten people or more. */
function trulyOpposed(matrix: Matrix, groups: readonly (readonly number[])[]): Set<number> {
  const whole = withPartners(matrix, groups)
  return new Set(
    whole.statements.flatMap((_, s) => {
      const [one, other] = tally(whole, s) as [PartnerTally, PartnerTally]
      if (one.n < 10 || other.n < 10) return []
      const [a, b] = [meanOf(one), meanOf(other)]
      return Math.min(Math.abs(a), Math.abs(b)) > THRESHOLDS.side && a * b < 0 ? [s] : []
    }),
  )
}

/** How many of the true conflicts are found with partners of 3 to 12 people, and how many others are called one. */
export function plantedConflicts(matrix: Matrix, chance: Chance, rounds: number) {
  const [found, called, opposed] = [
    { of: 0, right: 0 },
    { of: 0, wrong: 0 },
    trulyOpposed(matrix, twoGroups(matrix, chance)),
  ]
  for (let round = 0; round < rounds; round += 1) {
    const planted = twoGroups(matrix, chance).flatMap((people) => {
      const sizes = Array.from({ length: HALF }, () => 3 + Math.floor(chance() * 10))
      return sizes.map((size) => people.splice(0, size)).filter((own) => own.length > 0)
    })
    const voted = withPartners(matrix, planted)
    voted.statements.forEach((_, s) => {
      const { kind, orKind } = analyseStatement(voted, s, { minimumCell: 1 })
      const isCalled = kind === 'conflict' && orKind === null
      if (opposed.has(s)) {
        found.of += 1
        if (isCalled) found.right += 1
      }
      if (isCalled) {
        called.of += 1
        if (!opposed.has(s)) called.wrong += 1
      }
    })
  }
  return {
    ...{ rounds, trueConflicts: opposed.size },
    found: found.of === 0 ? null : found.right / found.of,
    called: called.of,
    wronglyCalled: called.of === 0 ? null : called.wrong / called.of,
  }
}

/** The share that lies between partners, summed over statements, of all people and of two people a partner, both ways. */
export function betweenShares(matrix: Matrix, chance: Chance, rounds: number) {
  const partners = twoGroups(matrix, chance).flatMap((people) =>
    Array.from({ length: HALF }, (_, j) => people.filter((_, i) => i % HALF === j)),
  )
  const whole = withPartners(matrix, partners)
  // Partners of whom two answered, and statements that most of these answered.
  const tallies = whole.statements
    .map((_, s) => tally(whole, s).filter(({ n }) => n >= 2))
    .filter((all) => all.length >= LEAST_PARTNERS)
  const sums = tallies.map((all) => disperse(all))
  const full = sum(sums.map(({ between }) => between ?? 0)) / sum(sums.map(({ dispersion }) => dispersion ?? 0))
  const [unbiased, plugIn]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const drawn = tallies.map((all) => disperse(all.map((own) => twoOf(own, chance))))
    unbiased.push(sum(drawn.map(({ between }) => between ?? 0)) / sum(drawn.map(({ dispersion }) => dispersion ?? 0)))
    const plain = drawn.flatMap((one) => one.plugIn ?? [])
    plugIn.push(sum(plain.map(({ between }) => between ?? 0)) / sum(plain.map(({ dispersion }) => dispersion)))
  }
  const mean = (values: number[]) => (tallies.length === 0 ? null : sum(values) / values.length)
  const means = { full: tallies.length === 0 ? null : full, meanUnbiased: mean(unbiased), meanPlugIn: mean(plugIn) }
  return { rounds, people: matrix.partnerOf.length, statements: tallies.length, ...means }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Two of a partner's people, drawn without putting back. */
function twoOf({ counts }: PartnerTally, chance: Chance): PartnerTally {
  const points = counts.flatMap((count, k) => new Array<number>(count).fill(k))
  const drawn = [...shuffle(Int32Array.from(points), chance)].slice(0, 2)
  return {
    counts: counts.map((_, k) => drawn.filter((point) => point === k).length),
    n: drawn.length,
    unsure: 0,
    remit: 0,
  }
}
