import type { CountedAnswers } from './packed-answers.ts'
import type { Tally } from './tally.ts'

/** Every partner's answers to every statement as cumulative shares, laid out flat: cell = partner · statements + statement. */
export interface Profiles {
  readonly partners: number
  readonly statements: number
  /** One fewer than the points of the scale. */
  readonly cuts: number
  /** How many gave a point, by cell. */
  readonly n: Float64Array
  /** Cumulative shares, 0..1, `cuts` a cell. */
  readonly shares: Float64Array
  /** What a cell's small number of people adds to a plain distance on average, 0..¼; -1 where one person can't tell. */
  readonly noise: Float64Array
}

/**
 * Lays tallies (one a statement) out for comparing partners. Cells that may not be shown have to be blank already.
 * @example profilesOf([]).partners // 0
 */
export function profilesOf(tallies: readonly Tally[]): Profiles {
  const [partners, statements, scale] = [tallies[0]?.length ?? 0, tallies.length, tallies[0]?.[0]?.counts.length ?? 1]
  const n = new Float64Array(partners * statements)
  const upTo = new Float64Array(n.length * (scale - 1))
  tallies.forEach((all, s) => {
    all.forEach((partner, j) => {
      const cell = j * statements + s
      n[cell] = partner.n
      let up = 0
      for (let c = 0; c < scale - 1; c += 1) {
        up += partner.counts[c] as number
        upTo[cell * (scale - 1) + c] = up
      }
    })
  })
  return profilesFrom({ n, upTo }, { partners, statements, scale })
}

/** The same from answers counted already. */
export function profilesFrom(
  { n, upTo }: CountedAnswers,
  { partners, statements, scale }: { partners: number; statements: number; scale: number },
): Profiles {
  const cuts = scale - 1
  const shares = new Float64Array(n.length * cuts)
  const noise = new Float64Array(n.length).fill(-1)
  for (let cell = 0; cell < n.length; cell += 1) {
    const people = n[cell] as number
    if (people === 0) continue
    let spread = 0
    for (let c = 0; c < cuts; c += 1) {
      const share = (upTo[cell * cuts + c] as number) / people
      shares[cell * cuts + c] = share
      spread += share * (1 - share)
    }
    // The plain distance counts each person as a colleague of themself; this is what that adds.
    if (people > 1) noise[cell] = spread / (cuts * (people - 1))
  }
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
