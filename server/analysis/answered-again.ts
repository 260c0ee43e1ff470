import { CHANCE_STEP } from './chance.ts'
import { ALL, drawLoop } from './draw-loop.ts'
import type { ShrunkModel } from './interval.ts'
import { FIRST_OF_EIGHT, layWholes, shorts, take, wholes } from './lanes.ts'
import type { Tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'

const loops: ((...handed: readonly number[]) => void)[] = []

/**
 * Everybody answering a statement again, as the shrunk model has it: each of a partner's people says "not clear" as often as its
 * people did, drawn one answer's worth towards the network's share, and else gives a point by the partner's shares, each share
 * to one in 65,535. `all` in the order that its answers fix; without a model nobody gives a point. To be used inside of an `inRoom`
 * (lanes.ts).
 */
export class AnsweredAgain {
  readonly #people: Int32Array
  /** 1 where a partner gives points. */
  readonly #answering: Uint8Array
  readonly #together: Float64Array
  /** Answers by a partner, "not clear" before the points, but for the last; and how many counts the loop makes of them. */
  readonly #limits: number
  readonly #counts: number
  /** What the loop is handed, and where it leaves how many gave each answer or an earlier one. */
  readonly #handed: readonly number[]
  readonly #at: number

  constructor(all: Tally, model: ShrunkModel | null, network: number, seed: number) {
    const [partners, points] = [all.length, all[0]?.counts.length ?? 0]
    this.#people = Int32Array.from(all, ({ n, unsure }) => n + unsure)
    this.#answering = Uint8Array.from(all, ({ n }) => (n > 0 && model !== null ? 1 : 0))
    this.#together = new Float64Array(Math.max(0, points - 1))
    this.#limits = points
    this.#counts = 4 * Math.ceil(points / 4)
    let answering = 0
    const limits = Int16Array.from(
      all.flatMap(({ n, unsure }, j) => {
        if (!this.#answering[j] || !model) return new Array<number>(points).fill(ALL)
        const unclear = (unsure + network) / (n + unsure + 1)
        const shares = model.shares[answering++] as readonly number[]
        return limitsOf([unclear, ...shares.map((share) => (1 - unclear) * share)])
      }),
    )
    const states = layWholes([-3, -2, -1, 0].map((steps) => seed + Math.imul(steps, CHANCE_STEP)))
    const sizes = layWholes(this.#people)
    const below = take(2 * limits.length)
    this.#at = take(4 * partners * this.#counts)
    shorts(below, limits.length).set(limits)
    this.#handed = [states, partners, sizes, below, FIRST_OF_EIGHT, this.#at]
  }

  /** What a kind goes by (see own-kind.ts) in the last draw: the same object every time. */
  readonly figures: DrawnFigures = { unsure: 0, within: null, between: null, betweenShare: null, position: 0, camps: 0 }

  /** One more time. */
  draw(): DrawnFigures {
    loops[this.#limits] ??= drawLoop(this.#limits)
    loops[this.#limits]?.(...this.#handed)
    figuresOf(this.#people, this.#answering, this.drawn(), this.#counts, this.#together, this.figures)
    return this.figures
  }

  /** By partner, `width` of them each: how many said "not clear" in the last draw, or that or one of the points from the lowest on. */
  drawn(): Int32Array {
    return wholes(this.#at, this.#people.length * this.#counts)
  }

  get width(): number {
    return this.#counts
  }
}

/** What a kind goes by, as dispersion.ts, position.ts and own-kind.ts have it for a tally. */
export interface DrawnFigures {
  unsure: number
  within: number | null
  between: number | null
  betweenShare: number | null
  position: number
  camps: number
}

/** All of them in one go, for this is done for hundreds of draws of each statement. `together` has a place for each cut. */
function figuresOf(
  all: Int32Array,
  answers: Uint8Array,
  given: Int32Array,
  width: number,
  together: Float64Array,
  into: DrawnFigures,
): void {
  const cuts = together.length
  together.fill(0)
  let [unsure, asked, answering, singles, degrees] = [0, 0, 0, 0, 0]
  let [plain, fair, weighted, stances, above, below] = [0, 0, 0, 0, 0, 0]
  for (let j = 0, at = 0; j < all.length; j += 1, at += width) {
    const people = all[j] as number
    if (people === 0) continue
    const unclear = answers[j] === 1 ? (given[at] as number) : people
    unsure += unclear / people
    asked += 1
    const n = people - unclear
    if (n === 0) continue
    const part = 1 / n
    let [pairs, ups] = [0, 0]
    for (let cut = 0; cut < cuts; cut += 1) {
      const up = (given[at + 1 + cut] as number) - unclear
      pairs += up * (n - up)
      ups += up
      together[cut] = (together[cut] as number) + up * part
    }
    answering += 1
    degrees += n - 1
    plain += pairs * part * part
    weighted += pairs * part
    if (n === 1) singles += 1
    else fair += (pairs * part) / (n - 1)
    // One division of whole numbers, so that a stance on the edge of a side stays there.
    const stance = (cuts * n - 2 * ups) / (cuts * n)
    stances += stance
    if (stance > THRESHOLDS.side) above += 1
    if (stance < -THRESHOLDS.side) below += 1
  }
  let whole = 0
  for (let cut = 0; cut < cuts; cut += 1) {
    const share = (together[cut] as number) / answering
    whole += share * (1 - share)
  }
  const isKnown = degrees > 0
  const spreads = isKnown ? fair + (singles * weighted) / degrees : 0
  const within = ((4 / cuts) * spreads) / answering
  const dispersion = (4 / cuts) * (whole + (spreads - plain) / answering ** 2)
  const between = dispersion - within
  into.unsure = asked === 0 ? 0 : unsure / asked
  into.within = isKnown ? within : null
  into.between = isKnown && answering > 1 ? between : null
  into.betweenShare = into.between === null || dispersion < 1e-12 ? null : Math.max(0, between) / dispersion
  into.position = answering === 0 ? 0 : stances / answering
  into.camps = answering === 0 ? 0 : Math.min(above / answering, below / answering)
}

/** Up to which number of two bytes, from -32,768 on, it is each answer or an earlier one; what rounding leaves over is the last one's. */
function limitsOf(shares: readonly number[]): number[] {
  let sum = 0
  return shares.slice(0, -1).map((share) => {
    sum += share
    return Math.min(ALL, Math.round(sum * 65_535) - 32_768)
  })
}
