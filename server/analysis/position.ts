import { answering, type PartnerTally, type Tally } from './tally.ts'

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** A point of the scale on -1 (lowest) to 1 (highest). */
export const onAxis = (point: number, scale: number): number => (2 * (point - 1)) / (scale - 1) - 1

/**
 * Where one partner stands: the mean of its people's answers, on -1 (all at the lowest point) to 1 (all at the highest).
 * Null when nobody gave a point. Says nothing of how united they are (see dispersion.ts).
 */
export function stance({ counts, n }: PartnerTally): number | null {
  if (n === 0) return null
  return counts.reduce((sum, count, k) => sum + onAxis(k + 1, counts.length) * count, 0) / n
}

/** Where the network stands: the mean of its partners' stances, each partner counting one; -1..1. Null when nobody answered. */
export const position = (all: Tally): number | null => mean(answering(all).map((partner) => stance(partner) as number))

/**
 * How much is unclear: the mean over partners of the share that said "not clear to me" among those who answered; 0..1.
 * "Not my remit" and no answer count in neither. Null when nobody answered.
 */
export const unsureShare = (all: Tally): number | null =>
  mean(all.filter(({ n, unsure }) => n + unsure > 0).map(({ n, unsure }) => unsure / (n + unsure)))

/** The network's answers as shares of the points, each partner counting one; they add up to 1. Null when nobody answered. */
export function distribution(all: Tally): number[] | null {
  const partners = answering(all)
  const [first] = partners
  if (!first) return null
  return first.counts.map(
    (_, k) => partners.reduce((sum, { counts, n }) => sum + (counts[k] as number) / n, 0) / partners.length,
  )
}
