import { chanceFrom, seedOf } from './chance.ts'
import type { Distance } from './distances.ts'
import { groupOf } from './respondents.ts'
import { shuffle } from './shuffle.ts'

/** How far answers of any kind lie apart, and how much of that between partners: dispersion = within + between. */
export interface Decomposition {
  /** Mean distance between two people of the network, partners counting one each, right on average: 0..1. */
  readonly dispersion: number | null
  readonly within: number | null
  /** May be below 0 by chance. */
  readonly between: number | null
  readonly betweenShare: number | null
  readonly plugIn: { readonly dispersion: number; readonly within: number; readonly between: number } | null
  /** DISCO's F, people counting alike (Rizzo & Székely 2010); null when colleagues don't differ, or all are alone. */
  readonly f: number | null
  /** How often partner labels dealt out at random lie at least as far between, of 2000; null without a between part. */
  readonly pValue: number | null
}

const NONE = { dispersion: null, within: null, between: null, betweenShare: null, plugIn: null, f: null, pValue: null }
const ROUNDS = 1_999

/**
 * One decomposition for every way of asking: `partners` holds each partner's answers, `distance` says how far two are apart
 * (distances.ts). Holds for any distance of negative type: the gap on a scale, points, ranks, places on the triangle, choices.
 * Partners without answers don't count; nulls as in dispersion.ts. Time grows with the square of the number of answers.
 * @example decompose([[1, 1], [3]], (a, b) => Math.abs(a - b) / 2).between // 0.5
 * @example decompose([], () => 0).dispersion // null
 */
export function decompose<Answer>(partners: readonly (readonly Answer[])[], distance: Distance<Answer>): Decomposition {
  const sizes = partners.map((own) => own.length).filter((size) => size > 0)
  const answers = partners.flat()
  const apart = answers.map((a) => Float64Array.from(answers, (b) => distance(a, b)))
  const groups = groupOf(sizes)
  if (sizes.length === 0) return NONE
  const sums = sumsOf(apart, groups, sizes)
  const parts = partsOf(sums, sizes)
  if (parts.between === null) return { ...NONE, ...parts, f: null, pValue: null }
  return { ...parts, f: fOf(sums, sizes), pValue: pValueOf(apart, groups, sizes, parts.between) }
}

/** For every two groups the sum of distances from each answer of one to each of the other; groups · groups. */
function sumsOf(apart: readonly Float64Array[], groups: Int32Array, sizes: readonly number[]): Float64Array {
  const sums = new Float64Array(sizes.length ** 2)
  apart.forEach((row, i) => {
    const start = (groups[i] as number) * sizes.length
    for (let k = 0; k < row.length; k += 1) {
      const at = start + (groups[k] as number)
      sums[at] = (sums[at] as number) + (row[k] as number)
    }
  })
  return sums
}

type Parts = Omit<Decomposition, 'f' | 'pValue'>

function partsOf(sums: Float64Array, sizes: readonly number[]): Parts {
  const count = sizes.length
  const own = sizes.map((n, j) => (sums[j * count + j] as number) / n ** 2)
  const plainWithin = own.reduce((sum, value) => sum + value, 0) / count
  const plain =
    sums.reduce(
      (sum, value, at) => sum + value / ((sizes[Math.floor(at / count)] as number) * (sizes[at % count] as number)),
      0,
    ) /
    count ** 2
  const plugIn = { dispersion: plain, within: plainWithin, between: plain - plainWithin }
  const degrees = sizes.reduce((sum, n) => sum + n - 1, 0)
  if (degrees === 0) return { ...NONE, plugIn }
  const pooled = own.reduce((sum, value, j) => sum + value * (sizes[j] as number), 0) / degrees
  const fair = own.map((value, j) =>
    (sizes[j] as number) > 1 ? (value * (sizes[j] as number)) / ((sizes[j] as number) - 1) : pooled,
  )
  const within = fair.reduce((sum, value) => sum + value, 0) / count
  const dispersion = plain + (within - plainWithin) / count
  const between = count > 1 ? dispersion - within : null
  const betweenShare = between === null || dispersion < 1e-12 ? null : Math.max(0, between) / dispersion
  return { dispersion, within, between, betweenShare, plugIn }
}

function fOf(sums: Float64Array, sizes: readonly number[]): number | null {
  const [count, people] = [sizes.length, sizes.reduce((sum, n) => sum + n, 0)]
  const total = sums.reduce((sum, value) => sum + value, 0) / (2 * people)
  const within = sizes.reduce((sum, n, j) => sum + (sums[j * count + j] as number) / (2 * n), 0)
  return within < 1e-12 ? null : (total - within) / (count - 1) / (within / (people - count))
}

function pValueOf(
  apart: readonly Float64Array[],
  groups: Int32Array,
  sizes: readonly number[],
  between: number,
): number {
  const chance = chanceFrom(seedOf(apart.flatMap((row) => [...row].map((value) => Math.round(value * 1e6)))))
  let times = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const dealt = partsOf(sumsOf(apart, shuffle(groups, chance), sizes), sizes)
    if ((dealt.between as number) >= between - 1e-12) times += 1
  }
  return (times + 1) / (ROUNDS + 1)
}
