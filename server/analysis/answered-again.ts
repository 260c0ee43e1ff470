import { CHANCE_STEP, chanceBits } from './chance.ts'
import type { FlatTally } from './flat-tally.ts'
import type { ShrunkModel } from './interval.ts'
import type { Tally } from './tally.ts'

// Named here too, for this is read hundreds of millions of times.
const STEP = CHANCE_STEP
const WHOLE = 4_294_967_296
// A byte, a drawn number's highest, names one of so many parts of 0..1. Most parts lie within one answer's share.
const PARTS = 256
const PART = WHOLE / PARTS
const BYTES = 4

/**
 * Everybody answering a statement again, as the shrunk model has it: each of a partner's people says "not clear" as often as its
 * people did, drawn one answer's worth towards the network's share, and else gives a point by the partner's shares. `all` in the
 * order that its answers fix; without a model nobody gives a point.
 */
export class AnsweredAgain {
  readonly #people: Int32Array
  /** What the last draw came to: the same arrays every time. */
  readonly drawn: FlatTally
  #state: number
  readonly #answering: readonly boolean[]
  /** By partner and answer, "not clear" before the points: up to which number (0..2³² - 1) it is that answer or an earlier one. */
  readonly #upTo: Uint32Array
  /** By partner and part of 0..1: which answer it is; where shares meet, the first that it can be, less than 0 (its ~). */
  readonly #answers: Int16Array
  /** How many of one partner gave each answer. */
  readonly #given: Int32Array

  constructor(all: Tally, model: ShrunkModel | null, network: number, seed: number) {
    const [partners, points] = [all.length, all[0]?.counts.length ?? 0]
    this.#people = Int32Array.from(all, ({ n, unsure }) => n + unsure)
    this.#state = seed | 0
    this.drawn = {
      ...{ partners, points, counts: new Float64Array(partners * points) },
      ...{ n: new Float64Array(partners), unsure: new Float64Array(partners) },
    }
    this.#given = new Int32Array(points + 1)
    this.#upTo = new Uint32Array(partners * (points + 1))
    this.#answering = all.map(({ n }) => n > 0 && model !== null)
    this.#answers = new Int16Array(partners * PARTS)
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
      // What rounding leaves over is the last answer's. One that nobody can give is passed over.
      const end = answer === last ? WHOLE : Math.min(WHOLE, Math.ceil(sum * WHOLE))
      this.#upTo[j * shares.length + answer] = Math.max(0, end - 1)
      for (; part * PART < end; part += 1) this.#answers[j * PARTS + part] = (part + 1) * PART <= end ? answer : ~answer
    })
  }

  /** One more time, into `drawn`. */
  draw(): void {
    const { points, counts, n, unsure } = this.drawn
    const [people, given] = [this.#people, this.#given]
    for (let j = 0; j < people.length; j += 1) {
      // Nothing is drawn where nothing else can come of it.
      if (this.#answering[j]) this.#drawOf(j)
      else given[0] = people[j] as number
      unsure[j] = given[0] as number
      n[j] = (people[j] as number) - (given[0] as number)
      given[0] = 0
      for (let k = 0; k < points; k += 1) {
        counts[j * points + k] = given[k + 1] as number
        given[k + 1] = 0
      }
    }
  }

  /** One partner's people: a byte each, and where that can be one answer or another the rest of the number. */
  #drawOf(j: number): void {
    const [given, answers, upTo] = [this.#given, this.#answers, this.#upTo]
    const [own, parts, people] = [j * given.length, j * PARTS, this.#people[j] as number]
    let state = this.#state
    for (let person = 0; person < people; ) {
      state = (state + STEP) | 0
      let bytes = chanceBits(state)
      for (const last = Math.min(people, person + BYTES); person < last; person += 1) {
        const part = bytes & (PARTS - 1)
        bytes >>>= 8
        let answer = answers[parts + part] as number
        if (answer < 0) {
          state = (state + STEP) | 0
          const number = part * PART + (chanceBits(state) >>> 8)
          answer = ~answer
          while (number > (upTo[own + answer] as number)) answer += 1
        }
        given[answer] = (given[answer] as number) + 1
      }
    }
    this.#state = state
  }
}
