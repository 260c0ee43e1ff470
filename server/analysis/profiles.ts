import { cumulative, ownSpread } from './dispersion.ts'
import type { Tally } from './tally.ts'

/** Every partner's answers to every statement as cumulative shares, laid out flat: cell = partner · statements + statement. */
export interface Profiles {
  readonly partners: number
  readonly statements: number
  /** One fewer than the points of the scale. */
  readonly cuts: number
  /** How many gave a point, by cell. */
  readonly n: Int32Array
  /** Cumulative shares, 0..1, `cuts` a cell. */
  readonly shares: Float64Array
  /** What a cell's small number of people adds to a plain distance on average, 0..¼; -1 where one person can't tell. */
  readonly noise: Float64Array
}

/**
 * Lays tallies (one a statement) out for comparing partners. Cells that may not be shown have to be blank already.
 * @example profilesOf([]) // { partners: 0, statements: 0, cuts: 0, n: new Int32Array(0), shares: new Float64Array(0), noise: new Float64Array(0) }
 */
export function profilesOf(tallies: readonly Tally[]): Profiles {
  const [partners, statements] = [tallies[0]?.length ?? 0, tallies.length]
  const cuts = Math.max(0, (tallies[0]?.[0]?.counts.length ?? 1) - 1)
  const n = new Int32Array(partners * statements)
  const shares = new Float64Array(n.length * cuts)
  const noise = new Float64Array(n.length).fill(-1)
  tallies.forEach((all, s) => {
    all.forEach((partner, j) => {
      const cell = j * statements + s
      n[cell] = partner.n
      if (partner.n === 0) return
      shares.set(cumulative(partner), cell * cuts)
      const spread = ownSpread(partner)
      // The plain distance counts each person as a colleague of themself: that adds the unbiased spread over 4n.
      if (spread !== null) noise[cell] = spread / (4 * partner.n)
    })
  })
  return { partners, statements, cuts, n, shares, noise }
}

/**
 * How far the shares of two cells lie apart: 0 the same .. 1 all at opposite ends. The energy distance of the answers as they
 * are, which chance makes too large; less both cells' noise it is right on average. Both cells need answers.
 * Sources: Székely & Rizzo 2013; equals E|x-y| differences over 2(K-1).
 */
export function plainGap({ shares, cuts }: Profiles, cell: number, other: number): number {
  let sum = 0
  for (let c = 0; c < cuts; c += 1) {
    const gap = (shares[cell * cuts + c] as number) - (shares[other * cuts + c] as number)
    sum += gap * gap
  }
  return sum / cuts
}

/**
 * How far answers have to be moved to make two cells alike, in points of the scale: 0..K-1. Both cells need answers; too
 * large for few people. Source: Wasserstein-1, the earth mover's distance on a line.
 */
export function pointsGap({ shares, cuts }: Profiles, cell: number, other: number): number {
  let sum = 0
  for (let c = 0; c < cuts; c += 1) {
    sum += Math.abs((shares[cell * cuts + c] as number) - (shares[other * cuts + c] as number))
  }
  return sum
}
