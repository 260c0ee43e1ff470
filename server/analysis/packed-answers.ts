import type { ByGroup } from './by-group.ts'
import type { Respondents } from './respondents.ts'

/** How many of each group gave a point, and how many of these up to each cut of the scale: cell = group · statements + column. */
export interface CountedAnswers {
  readonly n: Float64Array
  /** `cuts` a cell. */
  readonly upTo: Float64Array
}

const BITS = 32

/**
 * People's answers, made for being counted by group again and again. What a person gave a statement is one number that holds
 * several counts side by side, each in bits enough for `largest` people: whether there is a point at all, and whether it lies up to
 * each cut. Adding people up so counts all of them at once.
 */
export class PackedAnswers {
  readonly #people: Respondents
  readonly #bits: number
  /** How many counts one number holds. */
  readonly #fields: number
  /** Numbers by person and statement; several of them where one can't hold all counts. */
  readonly #rows: readonly Int32Array[]
  readonly #sums: Int32Array
  readonly #counted: CountedAnswers

  constructor(people: Respondents, largest = people.sizes.reduce((most, size) => Math.max(most, size), 0)) {
    this.#people = people
    this.#bits = Math.max(1, Math.ceil(Math.log2(largest + 1)))
    this.#fields = Math.floor(BITS / this.#bits)
    this.#rows = Array.from({ length: Math.ceil(people.scale / this.#fields) }, (_, row) => this.#packed(row))
    const cells = people.sizes.length * people.statements
    this.#sums = new Int32Array(cells)
    this.#counted = { n: new Float64Array(cells), upTo: new Float64Array(cells * (people.scale - 1)) }
  }

  /** What each point adds to the numbers of one row: its place among the counts is 0 for any point, and then the cuts. */
  #packed(row: number): Int32Array {
    const adds = Int32Array.from({ length: this.#people.scale + 1 }, (_, point) => {
      let sum = 0
      for (let i = 0; i < this.#fields; i += 1) {
        const count = row * this.#fields + i
        if (point > 0 && count < this.#people.scale && (count === 0 || point <= count)) sum |= 1 << (i * this.#bits)
      }
      return sum
    })
    const { points } = this.#people
    const packed = new Int32Array(points.length)
    for (let i = 0; i < points.length; i += 1) packed[i] = adds[points[i] as number] as number
    return packed
  }

  /** Counts answers when people stand in these groups. The same arrays every time. */
  count(groups: ByGroup): CountedAnswers {
    this.#rows.forEach((rows, row) => {
      this.#sums.fill(0)
      addUp(this.#sums, rows, this.#people.statements, groups)
      this.#unpack(row * this.#fields)
    })
    return this.#counted
  }

  #unpack(first: number): void {
    const [sums, bits, cuts, { n, upTo }] = [this.#sums, this.#bits, this.#people.scale - 1, this.#counted]
    const [fields, mask] = [Math.min(this.#fields, this.#people.scale - first), 2 ** bits - 1]
    // The very first of all counts says whether there is a point.
    const before = first === 0 ? 1 : 0
    for (let cell = 0; cell < sums.length; cell += 1) {
      const sum = sums[cell] as number
      if (before === 1) n[cell] = sum & mask
      const from = cell * cuts + first - 1
      for (let i = before; i < fields; i += 1) upTo[from + i] = (sum >>> (i * bits)) & mask
    }
  }
}

/** Four people of a group at once, for each reading and writing of a sum costs as much as a person. */
function addUp(sums: Int32Array, rows: Int32Array, statements: number, { begin, people }: ByGroup): void {
  for (let group = 0; group + 1 < begin.length; group += 1) {
    const start = group * statements
    const last = begin[group + 1] as number
    let place = begin[group] as number
    for (; place + 3 < last; place += 4) {
      let a = (people[place] as number) * statements
      let b = (people[place + 1] as number) * statements
      let c = (people[place + 2] as number) * statements
      let d = (people[place + 3] as number) * statements
      for (let at = start; at < start + statements; at += 1, a += 1, b += 1, c += 1, d += 1) {
        const four = (rows[a] as number) + (rows[b] as number) + (rows[c] as number) + (rows[d] as number)
        sums[at] = ((sums[at] as number) + four) | 0
      }
    }
    for (; place < last; place += 1) {
      let from = (people[place] as number) * statements
      for (let at = start; at < start + statements; at += 1, from += 1)
        sums[at] = ((sums[at] as number) + (rows[from] as number)) | 0
    }
  }
}
