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

/**
 * The between part of answers whose partner labels are dealt out again and again. Whoever is put in a place is counted to the
 * place's partner at once, and no objects are made: this is most of the time that a report takes.
 */
class Deal {
  readonly #points: Uint8Array
  readonly #sizes: Float64Array
  /** Where the counts of the partner begin that each place belongs to. */
  readonly #cells: Int32Array
  readonly #counts: Int32Array
  readonly #together: Float64Array
  readonly #plain: Float64Array
  readonly #degrees: number

  constructor(
    sizes: readonly number[],
    points: Uint8Array,
    readonly scale: number,
  ) {
    this.#points = points.sort()
    this.#sizes = Float64Array.from(sizes)
    this.#cells = Int32Array.from(sizes.flatMap((size, j) => new Array<number>(size).fill(j * scale)))
    this.#counts = new Int32Array(sizes.length * scale)
    this.#together = new Float64Array(scale - 1)
    this.#plain = new Float64Array(sizes.length)
    this.#degrees = sizes.reduce((sum, n) => sum + n - 1, 0)
  }

  again(chance: () => number): number {
    const [points, cells, counts] = [this.#points, this.#cells, this.#counts]
    counts.fill(0)
    for (let i = points.length - 1; i > 0; i -= 1) {
      const j = (chance() * (i + 1)) | 0
      const drawn = points[j] as number
      points[j] = points[i] as number
      points[i] = drawn
      const at = (cells[i] as number) + drawn
      counts[at] = (counts[at] as number) + 1
    }
    const last = (cells[0] as number) + (points[0] as number)
    counts[last] = (counts[last] as number) + 1
    return this.#between()
  }

  #between(): number {
    const [counts, sizes, together, plain] = [this.#counts, this.#sizes, this.#together, this.#plain]
    const cuts = this.scale - 1
    together.fill(0)
    let pooled = 0
    for (let j = 0; j < sizes.length; j += 1) {
      const size = sizes[j] as number
      let [sum, spread] = [0, 0]
      for (let c = 0; c < cuts; c += 1) {
        sum += counts[j * this.scale + c] as number
        const share = sum / size
        together[c] = (together[c] as number) + share / sizes.length
        spread += share * (1 - share)
      }
      plain[j] = (4 / cuts) * spread
      pooled += (plain[j] as number) * size
    }
    pooled /= this.#degrees
    let [whole, extra, within] = [0, 0, 0]
    for (let c = 0; c < cuts; c += 1) whole += (together[c] as number) * (1 - (together[c] as number))
    for (let j = 0; j < sizes.length; j += 1) {
      const [size, own] = [sizes[j] as number, plain[j] as number]
      const fair = size > 1 ? (own * size) / (size - 1) : pooled
      extra = extra + fair - own
      within += fair
    }
    return (4 / cuts) * whole + extra / sizes.length ** 2 - within / sizes.length
  }
}
