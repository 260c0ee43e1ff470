import type { Matrix } from './matrix.ts'
import { stance } from './position.ts'
import type { StatementReport } from './report.ts'
import { type Lean, leanOf, stanceInterval } from './stance-interval.ts'
import { type PartnerTally, type Tally, tally } from './tally.ts'

/** What may be told of partners: every figure about partners or pairs is made from this alone, so none can tell more. */
export interface Shown {
  readonly statementIds: readonly string[]
  /** By statement, with the cells that stay hidden blank, in steps of `1 / step` points. */
  readonly step: number
  readonly tallies: readonly Tally[]
  readonly stances: readonly (readonly PartnerStance[])[]
}

/** Where one partner stands on one statement; all null where nothing may be told. */
export interface PartnerStance {
  readonly stance: number | null
  readonly interval: readonly [number, number] | null
  readonly lean: Lean | null
  /** All of one mind: the side is told and not the words, so stance and interval are null. */
  readonly sideAlone: boolean
}

const SIDES = { for: 'for', against: 'against', neither: 'undecided' } as const
const NOTHING: PartnerStance = { stance: null, interval: null, lean: null, sideAlone: false }

/**
 * Takes from a matrix what the statements' reports show of partners. `told` holds the same answers as far as they are shown,
 * for distances: see told-answers.ts.
 */
export function shownOf(matrix: Matrix, told: Matrix, statements: readonly StatementReport[]): Shown {
  const tallies = statements.map((_, s) => tally(told, s))
  const intervalOf = rememberingIntervals()
  const stances = statements.map(({ cells }, s) =>
    tally(matrix, s).map((partner, j): PartnerStance => {
      const cell = cells[j]
      if (!cell || cell.suppressed) return NOTHING
      const alone = cell.unanimous && cell.counts === null
      const found = stanceOf(partner, matrix.partners[j]?.members, matrix.voice, intervalOf)
      // How many words further out they stand would show in an interval: the side alone says which way they lean.
      return alone ? { ...NOTHING, lean: SIDES[cell.side as keyof typeof SIDES] ?? null, sideAlone: true } : found
    }),
  )
  const step = (told.scale - 1) / (matrix.scale - 1)
  return { statementIds: statements.map(({ id }) => id), tallies, stances, step }
}

/** Small partners answer alike on many statements: what it comes to is worked out once. */
function rememberingIntervals(): typeof stanceInterval {
  const found = new Map<string, ReturnType<typeof stanceInterval>>()
  return (partner, members) => {
    const key = `${partner.counts} ${members}`
    const interval = found.get(key) ?? stanceInterval(partner, members)
    found.set(key, interval)
    return interval
  }
}

function stanceOf(
  partner: PartnerTally,
  members: number | null | undefined,
  voice: Matrix['voice'],
  intervalOf: typeof stanceInterval,
): PartnerStance {
  const at = stance(partner)
  if (at === null) return NOTHING
  // One agreed voice is where the partner stands: there is nothing to be unsure of, and no interval would be honest.
  if (voice === 'named')
    return { stance: at, interval: null, lean: at > 0 ? 'for' : at < 0 ? 'against' : 'undecided', sideAlone: false }
  const interval = intervalOf(partner, members)
  return { stance: at, interval, lean: leanOf(interval), sideAlone: false }
}
