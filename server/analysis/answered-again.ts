import { CHANCE_STEP, chanceBits } from './chance.ts'
import type { FlatTally } from './flat-tally.ts'
import type { ShrunkModel } from './interval.ts'
import type { Tally } from './tally.ts'

// Named here too, for this is read hundreds of millions of times.
const STEP = CHANCE_STEP
const WHOLE = 4_294_967_296
// The highest bits of a drawn number name one of so many parts of 0..1; most lie within one point's share.
const PARTS = 256
const PART_BITS = 24

/**
 * Everybody answering a statement again, as the shrunk model has it: each of a partner's people says "not clear" as often as its
 * people did, drawn one answer's worth towards the network's share, and else gives a point by the partner's shares. `all` in the
 * order that its answers fix; without a model nobody gives a point.
 */
export class AnsweredAgain {
  readonly #people: Int32Array
  readonly #drawn: FlatTally
  #state: number
  readonly #answering: readonly boolean[]
  /** By partner: below which drawn number (0..2³² - 1) somebody finds it unclear. */
  readonly #unclear: Uint32Array
  /** By partner and point: up to which drawn number it is that point or a lower one. */
  readonly #upTo: Uint32Array
  /** By partner and part of 0..1: the lowest point that a number in that part can mean. */
  readonly #lowest: Uint8Array

  constructor(all: Tally, model: ShrunkModel | null, network: number, seed: number) {
    const points = all[0]?.counts.length ?? 0
    this.#people = Int32Array.from(all, ({ n, unsure }) => n + unsure)
    this.#state = seed | 0
    this.#drawn = {
      partners: all.length,
      points,
      counts: new Float64Array(all.length * points),
      n: new Float64Array(all.length),
      unsure: new Float64Array(all.length),
    }
    this.#unclear = new Uint32Array(all.length)
    this.#upTo = new Uint32Array(all.length * points)
    this.#answering = all.map(({ n }) => n > 0 && model !== null)
    this.#lowest = new Uint8Array(all.length * PARTS)
    let answering = 0
    all.forEach(({ n, unsure }, j) => {
      if (!this.#answering[j] || !model) return
      this.#unclear[j] = Math.ceil(((unsure + network) / (n + unsure + 1)) * WHOLE)
      this.#share(j, model.shares[answering++] as readonly number[])
    })
  }

  #share(j: number, shares: readonly number[]): void {
    const points = shares.length
    let sum = 0
    for (let k = 0; k < points; k += 1) {
      sum += shares[k] as number
      // What rounding leaves over is the last point's. A first point that nobody can give is passed over by its part.
      this.#upTo[j * points + k] = k === points - 1 ? WHOLE - 1 : Math.max(0, Math.ceil(sum * WHOLE) - 1)
    }
    let [part, from] = [0, 0]
    for (let k = 0; k < points; k += 1) {
      from += shares[k] as number
      const end = k === points - 1 ? PARTS : Math.min(PARTS, Math.ceil((from * WHOLE) / 2 ** PART_BITS))
      for (; part < end; part += 1) this.#lowest[j * PARTS + part] = k
    }
  }

  /** One more time; the same arrays every time. */
  draw(): FlatTally {
    const { points, counts, n, unsure } = this.#drawn
    const [people, upTo, lowest] = [this.#people, this.#upTo, this.#lowest]
    let state = this.#state
    counts.fill(0)
    for (let j = 0; j < people.length; j += 1) {
      const [answering, unclear, first] = [people[j] as number, this.#unclear[j] as number, j * points]
      // Nothing is drawn where nothing else can come of it.
      let unsureNow = this.#answering[j] ? 0 : answering
      for (let person = unsureNow; person < answering; person += 1) {
        state = (state + STEP) | 0
        if (chanceBits(state) < unclear) {
          unsureNow += 1
          continue
        }
        state = (state + STEP) | 0
        const bits = chanceBits(state)
        let at = first + (lowest[j * PARTS + (bits >>> PART_BITS)] as number)
        while (bits > (upTo[at] as number)) at += 1
        counts[at] = (counts[at] as number) + 1
      }
      unsure[j] = unsureNow
      n[j] = answering - unsureNow
    }
    this.#state = state
    return this.#drawn
  }
}
