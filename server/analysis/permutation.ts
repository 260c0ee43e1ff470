import { chanceFrom, seedOf } from './chance.ts'
import { groupOf } from './respondents.ts'
import { shuffle } from './shuffle.ts'
import { DEALS, swaps } from './swaps.ts'
import { answering, inOrderOfAnswers, type PartnerTally, type Tally } from './tally.ts'

/**
 * How often partner labels dealt out at random give at least this much distance between partners, among those who gave a
 * point: (1 + times) / 2000. Null when there is nothing to deal out. Small: partners do differ on this.
 */
export function betweenPValue(given: Tally, between: number | null): number | null {
  if (between === null) return null
  const dealt = new Dealt(inOrderOfAnswers(answering(given)))
  let times = 0
  for (let deal = 0; deal < DEALS; deal += 1) if (dealt.between(deal) >= between - 1e-12) times += 1
  return (times + 1) / (DEALS + 1)
}

/**
 * The between part of answers whose partner labels are dealt out again and again. The point that most gave is dealt to nobody: it is
 * what is left of each partner's people. Labels begin in an order that the answers' own seed draws; what is shared between
 * statements are the swaps alone.
 */
class Dealt {
  /** The partner of each answer. */
  readonly #labels: Int32Array
  readonly #sizes: Float64Array
  /** What one partner's Σ F(1-F)·n² adds to the between part. */
  readonly #weights: Float64Array
  /** How many gave each point, and the point that most gave. */
  readonly #given: Int32Array
  readonly #most: number
  /** Dealt answers: point · partners + partner. */
  readonly #counts: Int32Array
  readonly #upTo: Float64Array

  constructor(all: Tally) {
    const points = (all[0] as PartnerTally).counts.length
    this.#sizes = Float64Array.from(all, ({ n }) => n)
    this.#weights = weightsOf(this.#sizes, points - 1)
    this.#given = Int32Array.from({ length: points }, (_, k) =>
      all.reduce((sum, { counts }) => sum + (counts[k] as number), 0),
    )
    this.#most = this.#given.indexOf(Math.max(...this.#given))
    this.#counts = new Int32Array(points * all.length)
    this.#upTo = new Float64Array(all.length)
    const chance = chanceFrom(seedOf(all.flatMap(({ counts }) => [...counts])))
    this.#labels = shuffle(groupOf(all.map(({ n }) => n)), chance)
  }

  between(deal: number): number {
    const partners = this.#sizes.length
    const { at, from } = swaps(deal, this.#labels.length)
    this.#counts.fill(0)
    let end = this.#labels.length
    for (let point = 0; point < this.#given.length; point += 1) {
      if (point === this.#most) continue
      const count = this.#given[point] as number
      dealOut(this.#labels, at, from, end, count, this.#counts, point * partners)
      end -= count
    }
    return this.#betweenDealt()
  }

  #betweenDealt(): number {
    const [counts, sizes, weights, upTo, points] = [
      this.#counts,
      this.#sizes,
      this.#weights,
      this.#upTo,
      this.#given.length,
    ]
    const partners = sizes.length
    let [whole, between] = [0, 0]
    for (let cut = 0; cut < points - 1; cut += 1) {
      // From below up to the point that most gave, and from above down to it.
      const isBelow = cut < this.#most
      const point = isBelow ? cut : points - 1 - (cut - this.#most)
      if (cut === 0 || cut === this.#most) upTo.fill(0)
      let share = 0
      for (let j = 0, i = point * partners; j < partners; j += 1, i += 1) {
        const [size, side] = [sizes[j] as number, (upTo[j] as number) + (counts[i] as number)]
        upTo[j] = side
        share += side / size
        between += (weights[j] as number) * (side * (size - side))
      }
      share /= partners
      whole += share * (1 - share)
    }
    return (4 / (points - 1)) * whole + between
  }
}

/** Deals one point to the `count` places below `end`, and counts whose they are. */
function dealOut(
  labels: Int32Array,
  at: Uint16Array | Uint32Array,
  from: number,
  end: number,
  count: number,
  counts: Int32Array,
  first: number,
): void {
  for (let place = end - 1; place >= end - count; place -= 1) {
    const other = at[from + place] as number
    const label = labels[other] as number
    labels[other] = labels[place] as number
    labels[place] = label
    counts[first + label] = (counts[first + label] as number) + 1
  }
}

/** How much one of each partner's unordered pairs at a cut counts in the between part of dispersion.ts, which is linear in them. */
function weightsOf(sizes: Float64Array, cuts: number): Float64Array {
  const count = sizes.length
  const degrees = sizes.reduce((sum, n) => sum + n - 1, 0)
  const singles = sizes.filter((n) => n === 1).length
  return Float64Array.from(sizes, (n) => {
    if (n === 1) return 0
    const fair = n / (n - 1)
    // One-person partners get the pooled spread, in which each other partner counts by its people.
    const handed = ((n * singles) / degrees) * (1 / count ** 2 - 1 / count)
    return (4 / cuts / n ** 2) * ((fair - 1) / count ** 2 - fair / count + handed)
  })
}
