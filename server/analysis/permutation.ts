import { chanceFrom, seedOf } from './chance.ts'
import { answering, inOrderOfAnswers, type PartnerTally, type Tally } from './tally.ts'

const ROUNDS = 1_999

/**
 * How often partner labels dealt out at random give at least this much distance between partners, among those who gave a
 * point: (1 + times) / 2000. Null when there is nothing to deal out. Small: partners do differ on this.
 */
export function betweenPValue(given: Tally, between: number | null): number | null {
  if (between === null) return null
  const all = inOrderOfAnswers(answering(given))
  const points = all.flatMap(({ counts }) => counts.flatMap((count, k) => new Array<number>(count).fill(k)))
  const scale = (all[0] as PartnerTally).counts.length
  const dealt = new Deal(
    all.map(({ n }) => n),
    Uint8Array.from(points),
    scale,
  )
  const chance = chanceFrom(seedOf(all.flatMap(({ counts }) => [...counts])))
  let times = 0
  for (let round = 0; round < ROUNDS; round += 1) if (dealt.again(chance) >= between - 1e-12) times += 1
  return (times + 1) / (ROUNDS + 1)
}

/** The between part of answers whose partner labels are dealt out again and again, without making new objects. */
class Deal {
  readonly #points: Uint8Array
  readonly #sizes: readonly number[]
  readonly #counts: Float64Array

  constructor(
    sizes: readonly number[],
    points: Uint8Array,
    readonly scale: number,
  ) {
    this.#sizes = sizes
    this.#points = points.sort()
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
