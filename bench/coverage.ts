import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { analyseStatement } from '#server/analysis/analyse.ts'
import { blocsOf } from '#server/analysis/blocs.ts'
import { type Chance, chanceFrom } from '#server/analysis/chance.ts'
import { disperse } from '#server/analysis/dispersion.ts'
import { uncertainties } from '#server/analysis/interval.ts'
import type { Matrix } from '#server/analysis/matrix.ts'
import { respondents } from '#server/analysis/respondents.ts'
import { shuffle } from '#server/analysis/shuffle.ts'
import type { PartnerTally, Tally } from '#server/analysis/tally.ts'
import { readPolis } from '#server/report/read-polis.ts'
import { betweenShares, plantedConflicts } from './planted-partners.ts'

/**
 * Prints how good the figures are, as JSON: how often the 90 % intervals hold the truth, beside the percentile bootstrap's; how
 * many statements random partner labels of real votes call "partners disagree"; how often shuffled votes have clear blocs; how many
 * true conflicts planted partners find; and the share between partners that two people a partner give, beside that of all.
 * node --import tsx bench/coverage.ts [--rounds 200] [--seed 1]
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
const SIZES: Record<string, number[]> = {
  '8 of 1-4': [1, 1, 2, 2, 3, 3, 4, 4],
  '12 of 2': new Array<number>(12).fill(2),
  '4 of 3-6': [3, 4, 5, 6],
  '8 of 1-12': [1, 2, 3, 4, 6, 8, 10, 12],
  '16 of 2-10': [2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10],
}
/** Each truth gives the shares of the five points for the partner at `j` of `J`. */
const TRUTHS: Record<string, (j: number, partners: number) => number[]> = {
  alike: () => [0.05, 0.1, 0.2, 0.4, 0.25],
  flat: () => [0.2, 0.2, 0.2, 0.2, 0.2],
  'split inside': () => [0.45, 0.05, 0, 0.05, 0.45],
  'mild conflict': (j) => (j % 2 ? [0.1, 0.2, 0.3, 0.25, 0.15] : [0.05, 0.1, 0.15, 0.35, 0.35]),
  conflict: (j) => (j % 2 ? [0.45, 0.35, 0.1, 0.05, 0.05] : [0.05, 0.05, 0.1, 0.35, 0.45]),
  'one against': (j) => (j === 0 ? [0.6, 0.3, 0.1, 0, 0] : [0, 0.05, 0.15, 0.4, 0.4]),
}

const drawn = (shares: readonly number[], n: number, chance: Chance): PartnerTally => {
  const counts = shares.map(() => 0)
  for (let i = 0; i < n; i += 1) {
    let [at, left] = [0, chance()]
    while (at < shares.length - 1 && left >= (shares[at] as number)) left -= shares[at++] as number
    counts[at] = (counts[at] as number) + 1
  }
  return { counts, n, unsure: 0, remit: 0 }
}

/** The same figures of endless people: what the small samples should find. */
function truthOf(shares: readonly number[][]): Record<string, number> {
  const many = shares.map((own) => ({ counts: own.map((share) => share * 1e7), n: 1e7, unsure: 0, remit: 0 }))
  const { dispersion, within, between } = disperse(many)
  return { dispersion: dispersion as number, within: within as number, between: between as number }
}

type Part = 'dispersion' | 'within' | 'between'
const PARTS: readonly Part[] = ['dispersion', 'within', 'between']

/** The usual interval: the plain formula's figures of people drawn again within partners, the middle nine tenths of them. */
function percentiles(all: Tally, chance: Chance): Record<Part, [number, number]> {
  const draws = Array.from({ length: 200 }, () => {
    const again = all.map(({ counts, n }) =>
      drawn(
        counts.map((count) => count / n),
        n,
        chance,
      ),
    )
    return disperse(again).plugIn
  })
  const middle = (part: Part): [number, number] => {
    const sorted = draws.map((one) => one?.[part] ?? 0).sort((a, b) => a - b)
    return [sorted[9] as number, sorted[190] as number]
  }
  return { dispersion: middle('dispersion'), within: middle('within'), between: middle('between') }
}

const holds = (interval: readonly [number, number] | undefined, truth: number | undefined) =>
  interval && truth !== undefined ? Number(interval[0] <= truth && truth <= interval[1]) : 0

const coverage = Object.entries(SIZES).flatMap(([sizes, people]) =>
  Object.entries(TRUTHS).map(([truth, sharesOf], t) => {
    const chance = chanceFrom(seed * 1_000 + t * 37 + people.length)
    const shares = people.map((_, j) => sharesOf(j, people.length))
    const is = truthOf(shares)
    const held = { dispersion: 0, within: 0, between: 0 }
    const byBootstrap = { dispersion: 0, within: 0, between: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const all = people.map((n, j) => drawn(shares[j] as number[], n, chance))
      const around = uncertainties(all, disperse(all))
      const usual = percentiles(all, chance)
      for (const part of PARTS) {
        held[part] += holds(around?.[part]?.interval, is[part])
        byBootstrap[part] += holds(usual[part], is[part])
      }
    }
    const shareOf = (counted: Record<Part, number>, name: (part: Part) => string) =>
      Object.fromEntries(PARTS.map((part) => [name(part), counted[part] / rounds]))
    const found = { ...shareOf(held, (part) => part), ...shareOf(byBootstrap, (part) => `${part}ByBootstrap`) }
    return { sizes, truth, found }
  }),
)

/** Over all sizes and truths: how often each figure's interval holds the truth on average, and where it does so least. */
const overall = Object.fromEntries(
  Object.keys(coverage[0]?.found ?? {}).map((name) => {
    const shares = coverage.map(({ found }) => found[name] as number)
    return [name, { mean: shares.reduce((sum, one) => sum + one, 0) / shares.length, worst: Math.min(...shares) }]
  }),
)

const POLIS = [
  '15-per-hour-seattle',
  'brexit-consensus',
  'london.youth.policing',
  'scoop-hivemind.freshwater',
  'scoop-hivemind.ubi',
]
const conversations = POLIS.map((name) => {
  const at = (file: string) => readFileSync(join('server/report/polis', name, file), 'utf8')
  const read = readPolis({ votes: at('participants-votes.csv'), comments: at('comments.csv') })
  if (read.is === 'bad') throw new Error(read.problems.join())
  return { name, matrix: read.value.matrix }
})

/** The real votes with twelve partners that mean nothing. */
function labelled(matrix: Matrix, chance: Chance): Matrix {
  const partners = Array.from({ length: 12 }, (_, j) => ({ id: `p${j}`, label: `p${j}` }))
  const order = shuffle(Int32Array.from(matrix.partnerOf.map((_, i) => i)), chance)
  const partnerOf = new Array<number>(matrix.partnerOf.length)
  order.forEach((person, i) => {
    partnerOf[person] = i % 12
  })
  const few = matrix.partnerOf.length > 120 ? new Set([...order].slice(0, 90)) : undefined
  const answers = matrix.answers.map((row) => row.map((code, person) => (!few || few.has(person) ? code : 0)))
  return { ...matrix, partners, partnerOf, answers }
}

const randomLabels = conversations.map(({ name, matrix }) => {
  const chance = chanceFrom(seed + 7)
  let [disagree, statements] = [0, 0]
  for (let round = 0; round < Math.max(1, rounds / 50); round += 1) {
    const random = labelled(matrix, chance)
    for (let s = 0; s < random.statements.length; s += 1) {
      const { kind, orKind } = analyseStatement(random, s, { minimumCell: 1 })
      statements += 1
      if (kind === 'conflict' && orKind === null) disagree += 1
    }
  }
  return { name, statements, calledDisagreement: disagree / statements }
})

const shuffledVotes = conversations.map(({ name, matrix }) => {
  const chance = chanceFrom(seed + 11)
  const runs = Math.max(1, Math.round(rounds / 10))
  let clear = 0
  for (let run = 0; run < runs; run += 1) {
    const random = labelled(matrix, chance)
    const answers = random.answers.map((row) => shuffle(Int8Array.from(row), chance))
    if (blocsOf(respondents({ ...random, answers })).are === 'clear') clear += 1
  }
  return { name, runs, noClearBlocs: 1 - clear / runs }
})

const planted = conversations.map(({ name, matrix }) => ({
  name,
  ...plantedConflicts(matrix, chanceFrom(seed + 13), Math.max(1, Math.round(rounds / 50))),
}))
const betweenShare = conversations.map(({ name, matrix }) => ({
  name,
  ...betweenShares(matrix, chanceFrom(seed + 17), rounds),
}))

process.stdout.write(
  `${JSON.stringify({
    rounds,
    seed,
    node: process.version,
    coverage: coverage.map(({ found, ...where }) => ({ ...where, ...found })),
    overall,
    betweenMean: overall.between?.mean,
    betweenWorst: overall.between?.worst,
    randomLabels,
    shuffledVotes,
    planted,
    betweenShare,
  })}\n`,
)
