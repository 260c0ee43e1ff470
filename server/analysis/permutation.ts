import { chanceFrom, seedOf } from './chance.ts'
import type { Matrix } from './matrix.ts'
import { tally } from './tally.ts'

const ROUNDS = 1_999

/**
 * How often partner labels dealt out at random give at least this much distance between partners, among those who gave a
 * point: (1 + times) / 2000. Null when there is nothing to deal out. Small: partners do differ on this.
 */
export function betweenPValue(matrix: Matrix, statement: number, between: number | null): number | null {
  if (between === null) return null
  const row = matrix.answers[statement] as Int8Array
  const people = matrix.partnerOf.flatMap((partner, person) =>
    (row[person] as number) > 0 ? [{ partner, point: row[person] as number }] : [],
  )
  const dealt = new Deal(people, matrix.partners.length, matrix.scale)
  const chance = chanceFrom(seedOf(tally(matrix, statement).flatMap(({ counts }) => [...counts])))
  let times = 0
  for (let round = 0; round < ROUNDS; round += 1) if (dealt.again(chance) >= between - 1e-12) times += 1
  return (times + 1) / (ROUNDS + 1)
}

/** The between part of answers whose partner labels are dealt out again and again, without making new objects. */
class Deal {
  readonly #points: Uint8Array
  readonly #sizes: number[]
  readonly #counts: Float64Array

  constructor(
    people: readonly { partner: number; point: number }[],
    partners: number,
    readonly scale: number,
  ) {
    this.#sizes = Array.from(
      { length: partners },
      (_, j) => people.filter(({ partner }) => partner === j).length,
    ).filter((size) => size > 0)
    this.#points = Uint8Array.from([...people].map(({ point }) => point - 1))
    this.#counts = new Float64Array(scale)
  }

  again(chance: () => number): number {
    const points = this.#points
    for (let i = points.length - 1; i > 0; i -= 1) {
      const j = Math.floor(chance() * (i + 1))
      const held = points[i] as number
      points[i] = points[j] as number
      points[j] = held
    }
    return this.#between()
  }

  #between(): number {
    const cuts = this.scale - 1
    const together = new Float64Array(cuts)
    const plain: number[] = []
    let at = 0
    for (const size of this.#sizes) {
      this.#counts.fill(0)
      for (let i = 0; i < size; i += 1) {
        const point = this.#points[at + i] as number
        this.#counts[point] = (this.#counts[point] as number) + 1
      }
      at += size
      let [sum, spread] = [0, 0]
      for (let c = 0; c < cuts; c += 1) {
        sum += this.#counts[c] as number
        const share = sum / size
        together[c] = (together[c] as number) + share / this.#sizes.length
        spread += share * (1 - share)
      }
      plain.push((4 / cuts) * spread)
    }
    return this.#unbiased(together, plain)
  }

  #unbiased(together: Float64Array, plain: readonly number[]): number {
    const sizes = this.#sizes
    const degrees = sizes.reduce((sum, n) => sum + n - 1, 0)
    const pooled = plain.reduce((sum, value, j) => sum + value * (sizes[j] as number), 0) / degrees
    const fair = plain.map((value, j) =>
      (sizes[j] as number) > 1 ? (value * (sizes[j] as number)) / ((sizes[j] as number) - 1) : pooled,
    )
    const spread = (4 / together.length) * together.reduce((sum, share) => sum + share * (1 - share), 0)
    const extra = fair.reduce((sum, value, j) => sum + value - (plain[j] as number), 0) / sizes.length ** 2
    return spread + extra - fair.reduce((sum, value) => sum + value, 0) / sizes.length
  }
}
