import { type Profiles, plainGap, pointsGap } from './profiles.ts'

/** How far two partners are apart over the statements both answered. */
export interface PairDistance {
  readonly common: number
  /** On how many of them both have two people, so that chance can be taken out. */
  readonly unbiasedOver: number
  /** Mean energy distance, right on average; may be below 0 by chance, 1 at most. Null with a single voice throughout. */
  readonly unbiased: number | null
  /** The same from the answers as they are, 0..1, over all common statements: too large for few people. */
  readonly plugIn: number | null
  /** Mean distance in points of the scale, 0..K-1, over all common statements. */
  readonly points: number | null
}

/**
 * How far two partners are apart on one statement: unbiased where both have two people, else plain. Not a number where either gave
 * no point.
 */
export function gapOn(profiles: Profiles, statement: number, j: number, k: number): number {
  const { statements, n, noise } = profiles
  const [a, b] = [j * statements + statement, k * statements + statement]
  if (n[a] === 0 || n[b] === 0) return Number.NaN
  const [noiseA, noiseB] = [noise[a] as number, noise[b] as number]
  const plain = plainGap(profiles, a, b)
  return noiseA < 0 || noiseB < 0 ? plain : plain - noiseA - noiseB
}

/** The distance of two partners over all they both answered; nulls when that is nothing. See the reference, file 19. */
export function pairDistance(profiles: Profiles, j: number, k: number): PairDistance {
  const { statements, n, noise } = profiles
  let [common, over, plain, fair, points] = [0, 0, 0, 0, 0]
  for (let statement = 0; statement < statements; statement += 1) {
    const [a, b] = [j * statements + statement, k * statements + statement]
    if (n[a] === 0 || n[b] === 0) continue
    const gap = plainGap(profiles, a, b)
    common += 1
    plain += gap
    points += pointsGap(profiles, a, b)
    const [noiseA, noiseB] = [noise[a] as number, noise[b] as number]
    if (noiseA < 0 || noiseB < 0) continue
    over += 1
    fair += gap - noiseA - noiseB
  }
  return {
    common,
    unbiasedOver: over,
    unbiased: over > 0 ? fair / over : null,
    plugIn: common > 0 ? plain / common : null,
    points: common > 0 ? points / common : null,
  }
}
