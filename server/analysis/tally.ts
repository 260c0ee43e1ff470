import { type Matrix, REMIT, UNSURE } from './matrix.ts'

/** One partner's answers to one statement, counted. */
export interface PartnerTally {
  /** How many chose each point, from the lowest. */
  readonly counts: readonly number[]
  /** How many gave a point. */
  readonly n: number
  readonly unsure: number
  readonly remit: number
}

/** A statement's answers by partner, in the matrix's order of partners. */
export type Tally = readonly PartnerTally[]

/** Counts one statement's answers by partner. A partner without answers counts zero everywhere. */
export function tally(matrix: Matrix, statement: number): Tally {
  const { scale, partners, partnerOf } = matrix
  // By partner: how many gave each code, from the lowest.
  const width = scale - REMIT + 1
  const counted = new Int32Array(partners.length * width)
  const row = matrix.answers[statement] ?? NOBODY
  for (let person = 0; person < row.length; person += 1) {
    const at = (partnerOf[person] as number) * width + (row[person] as number) - REMIT
    counted[at] = (counted[at] as number) + 1
  }
  return partners.map((_, j) => {
    const first = j * width - REMIT
    // Room for just as many: a list that grows takes three times that.
    const counts = new Array<number>(scale)
    let n = 0
    for (let k = 0; k < scale; k += 1) {
      const count = counted[first + 1 + k] as number
      counts[k] = count
      n += count
    }
    return { counts, n, unsure: counted[first + UNSURE] as number, remit: counted[first + REMIT] as number }
  })
}

const NOBODY = new Int8Array()

/** The partners that gave at least one point: those that dispersion and position are about. */
export const answering = (all: Tally): PartnerTally[] => all.filter((partner) => partner.n > 0)

/** The same tally with every partner's people as one partner each: for "counting people instead of partners". */
export function asPeople(all: Tally): Tally {
  const one = (point: number, scale: number): PartnerTally => ({
    counts: Array.from({ length: scale }, (_, k) => (k === point ? 1 : 0)),
    n: 1,
    unsure: 0,
    remit: 0,
  })
  const unsureOne = (scale: number): PartnerTally => ({ counts: new Array(scale).fill(0), n: 0, unsure: 1, remit: 0 })
  return all.flatMap(({ counts, unsure }) => [
    ...counts.flatMap((count, point) => Array.from({ length: count }, () => one(point, counts.length))),
    ...Array.from({ length: unsure }, () => unsureOne(counts.length)),
  ])
}

/** The same tally in an order that the answers alone fix: so that what is drawn doesn't depend on who is named first. */
export const inOrderOfAnswers = (all: Tally): Tally => [...all].sort((a, b) => a.n - b.n || byAnswers(a, b))

function byAnswers(a: PartnerTally, b: PartnerTally): number {
  for (let k = 0; k < a.counts.length; k += 1)
    if (a.counts[k] !== b.counts[k]) return (a.counts[k] as number) - (b.counts[k] as number)
  return a.unsure - b.unsure || a.remit - b.remit
}
