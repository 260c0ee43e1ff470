// Of the most: nobody honest comes so near to it, and to count anew at each step would cost more than what is counted.
const SHARE_TO_RECOUNT = 1 / 16

/** How much there is of something that grows: a quick count, made exact once so much was added since that it may matter. */
export class Tally {
  #added = 0
  #count: number

  /** `atFirst`: what is known of it, where that may be too much. */
  constructor(
    readonly most: number,
    readonly exactly: () => number,
    atFirst?: number,
  ) {
    this.#count = atFirst ?? exactly()
    if (atFirst !== undefined) this.#added = atFirst
  }

  /** What is known of it: never less than there is. */
  get count(): number {
    return this.#count
  }

  /** Whether there is room for so much more. */
  hasRoom(more: number, most = this.most): boolean {
    if (this.#count + more > most && this.#added >= this.most * SHARE_TO_RECOUNT) {
      this.#count = this.exactly()
      this.#added = 0
    }
    return this.#count + more <= most
  }

  add(more: number): void {
    this.#count += more
    this.#added += more
  }
}
