import { ownSpread } from './dispersion.ts'
import { mean } from './position.ts'
import type { PartnerTally } from './tally.ts'

/**
 * How far apart one partner's own people are, over the statements on which at least two of them gave a point: the mean of
 * the unbiased spreads, 0 (one mind) and up; about 1 when they are split in halves. Null without such a statement.
 * Takes one partner's tallies, one a statement. Says nothing of where they stand. Source: disagreement section 3.1, w*.
 * @example cohesion([{ counts: [3, 0], n: 3, unsure: 0, remit: 0 }]) // 0
 * @example cohesion([{ counts: [1, 0], n: 1, unsure: 0, remit: 0 }]) // null
 */
export const cohesion = (tallies: readonly PartnerTally[]): number | null =>
  mean(tallies.flatMap((partner) => ownSpread(partner) ?? []))
