import { CHANCE_STEP, chanceBits } from './chance.ts'
import type { FlatTally } from './flat-tally.ts'
import type { ShrunkModel } from './interval.ts'
import type { Tally } from './tally.ts'

// Named here too, for this is read hundreds of millions of times.
const STEP = CHANCE_STEP
const WHOLE = 4_294_967_296
// The highest bits of a drawn number name one of so many parts of 0..1; most lie within one answer's share.
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
  /** The drawn counts, and behind them how many found it unclear: one array, so that any answer is one place in it. */
  readonly #counted: Float64Array
  #state: number
  readonly #answering: readonly boolean[]
  /** By partner and answer, "not clear" before the points: up to which drawn number (0..2³² - 1) it is that answer or an earlier one. */
  readonly #upTo: Uint32Array
  /** By partner and answer: its place among what is counted. */
  readonly #places: Int32Array
  /** By partner and part of 0..1: the first answer that a number in that part can mean. */
  readonly #first: Uint8Array

  constructor(all: Tally, model: ShrunkModel | null, network: number, seed: number) {
    const [partners, points] = [all.length, all[0]?.counts.length ?? 0]
    this.#people = Int32Array.from(all, ({ n, unsure }) => n + unsure)
    this.#state = seed | 0
    this.#counted = new Float64Array(partners * (points + 1))
    this.#drawn = {
      partners,
      points,
      counts: this.#counted.subarray(0, partners * points),
      n: new Float64Array(partners),
      unsure: this.#counted.subarray(partners * points),
    }
    this.#upTo = new Uint32Array(partners * (points + 1))
    this.#places = Int32Array.from(this.#upTo, (_, at) => {
      const [j, answer] = [Math.floor(at / (points + 1)), at % (points + 1)]
      return answer === 0 ? partners * points + j : j * points + answer - 1
    })
    this.#answering = all.map(({ n }) => n > 0 && model !== null)
    this.#first = new Uint8Array(partners * PARTS)
    let answering = 0
    all.forEach(({ n, unsure }, j) => {
      if (!this.#answering[j] || !model) return
      const unclear = (unsure + network) / (n + unsure + 1)
      const shares = model.shares[answering++] as readonly number[]
      this.#share(j, [unclear, ...shares.map((share) => (1 - unclear) * share)])
    })
  }

  #share(j: number, shares: readonly number[]): void {
    const last = shares.length - 1
    let [sum, part] = [0, 0]
    shares.forEach((share, answer) => {
      sum += share
      // What rounding leaves over is the last answer's. A first one that nobody can give is passed over by its part.
      const end = answer === last ? WHOLE : Math.min(WHOLE, Math.ceil(sum * WHOLE))
      this.#upTo[j * shares.length + answer] = Math.max(0, end - 1)
      for (; part < Math.ceil(end / 2 ** PART_BITS); part += 1) this.#first[j * PARTS + part] = answer
    })
  }

  /** One more time; the same arrays every time. */
  draw(): FlatTally {
    const { points, n, unsure } = this.#drawn
    const [people, counted, upTo, places, firsts] = [this.#people, this.#counted, this.#upTo, this.#places, this.#first]
    let state = this.#state
    counted.fill(0)
    for (let j = 0; j < people.length; j += 1) {
      const [answering, own] = [people[j] as number, j * (points + 1)]
      // Nothing is drawn where nothing else can come of it.
      if (!this.#answering[j]) unsure[j] = answering
      for (let person = unsure[j] as number; person < answering; person += 1) {
        state = (state + STEP) | 0
        const bits = chanceBits(state)
        let at = own + (firsts[j * PARTS + (bits >>> PART_BITS)] as number)
        while (bits > (upTo[at] as number)) at += 1
        const place = places[at] as number
        counted[place] = (counted[place] as number) + 1
      }
      n[j] = answering - (unsure[j] as number)
    }
    this.#state = state
    return this.#drawn
  }
}
