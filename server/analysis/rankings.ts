import { type Decomposition, decompose } from './decompose.ts'
import { ranksDistance } from './distances.ts'
import { type Concordance, kendallW, ranks } from './kendall.ts'

/** Where partners stand on the order of the same options. Absent is null. */
export interface RankingsReport {
  /** How many rankings the figures rest on, of partners with enough people alone. */
  readonly people: number
  /** How far rankings lie apart, and how much of that between partners, with the Kendall distance. */
  readonly spread: Decomposition
  /** Whether all rank alike, people counting one each: Kendall's W. */
  readonly concordance: Concordance | null
  /** Each partner's own W, and each option's mean rank among its people; null where too few ranked, or nobody. */
  readonly partners: readonly {
    readonly partnerId: string
    readonly concordance: Concordance | null
    readonly meanRanks: readonly number[] | null
  }[]
}

/**
 * The analysis of ranked priorities: each person's ranking is a row of numbers, one an option, the smallest first; ties are
 * allowed. Partners under `minimum` people stand in no figure, so that none tells what they ranked. Throws a RangeError for
 * rankings of unlike length or that hold anything but numbers.
 * @example analyseRankings([{ id: 'A', rankings: [[1, 2], [1, 2], [1, 2]] }], 3).concordance?.w // 1
 * @example analyseRankings([], 3).concordance // null
 */
export function analyseRankings(
  partners: readonly { readonly id: string; readonly rankings: readonly (readonly number[])[] }[],
  minimum: number,
): RankingsReport {
  const length = partners.flatMap(({ rankings }) => rankings)[0]?.length ?? 0
  for (const { id, rankings } of partners)
    if (rankings.some((row) => row.length !== length || !row.every(Number.isFinite)))
      throw new RangeError(`a ranking of ${id} doesn’t rank the ${length} options`)
  const told = partners.map(({ rankings }) => (rankings.length >= minimum ? rankings : []))
  const everybody = told.flat()
  return {
    people: everybody.length,
    spread: decompose(told, ranksDistance),
    concordance: kendallW(everybody),
    partners: partners.map(({ id }, j) => ({
      partnerId: id,
      concordance: kendallW(told[j] as readonly number[][]),
      meanRanks: meanRanks(told[j] as readonly number[][]),
    })),
  }
}

function meanRanks(rows: readonly (readonly number[])[]): number[] | null {
  const ranked = rows.map(ranks)
  const [first] = ranked
  if (!first) return null
  return first.map((_, option) => ranked.reduce((sum, row) => sum + (row[option] as number), 0) / ranked.length)
}
