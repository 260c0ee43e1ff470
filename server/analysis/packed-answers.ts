import type { ByGroup } from './by-group.ts'
import { addUpWholes } from './group-loops.ts'
import { take, wholes } from './lanes.ts'
import type { Respondents } from './respondents.ts'

/** How many of each group gave a point, and how many of these up to each cut of the scale: cell = group · statements + column. */
export interface CountedAnswers {
  readonly n: Float64Array
  /** `cuts` a cell. */
  readonly upTo: Float64Array
}

/** The same before it is taken apart: as many counts as there are points, `fields` of them in a number, then in a number of the next. */
export interface PackedCounts {
  readonly sums: readonly Int32Array[]
  readonly width: number
  readonly fields: number
  readonly bits: number
  readonly mask: number
}

const BITS = 32

/**
 * People's answers, made for being counted by group again and again. What a person gave a statement is one number that holds
 * several counts side by side, each in bits enough for `largest` people: whether there is a point at all, and whether it lies up to
 * each cut. Adding people up so counts all of them at once. To be used inside of an `inRoom` (lanes.ts).
 */
export class PackedAnswers {
  readonly #people: Respondents
  readonly #bits: number
  /** How many counts one number holds. */
  readonly #fields: number
  /** How many numbers a person's row has: one a statement, and some of nothing behind them. */
  readonly #width: number
  /** Where rows by person lie, and their sums; several times where one number can't hold all counts. */
  readonly #rows: readonly { readonly at: number; readonly sums: number }[]
  readonly #standing: number
  readonly #counted: CountedAnswers

  constructor(people: Respondents, largest = people.sizes.reduce((most, size) => Math.max(most, size), 0)) {
    this.#people = people
    this.#bits = Math.max(1, Math.ceil(Math.log2(largest + 1)))
    this.#fields = Math.floor(BITS / this.#bits)
    this.#width = Math.ceil(people.statements / 4) * 4
    const groups = people.sizes.length
    this.#rows = Array.from({ length: Math.ceil(people.scale / this.#fields) }, (_, row) => ({
      at: this.#layOut(row),
      sums: take(4 * groups * this.#width),
    }))
    this.#standing = take(4 * (groups + 1 + people.sizes.reduce((sum, size) => sum + size, 0)))
    const cells = groups * people.statements
    this.#counted = { n: new Float64Array(cells), upTo: new Float64Array(cells * (people.scale - 1)) }
  }

  /** What each point adds to the numbers of one row: its place among the counts is 0 for any point, and then the cuts. */
  #layOut(row: number): number {
    const adds = Int32Array.from({ length: this.#people.scale + 1 }, (_, point) => {
      let sum = 0
      for (let i = 0; i < this.#fields; i += 1) {
        const count = row * this.#fields + i
        if (point > 0 && count < this.#people.scale && (count === 0 || point <= count)) sum |= 1 << (i * this.#bits)
      }
      return sum
    })
    const { points, statements } = this.#people
    const people = statements === 0 ? 0 : points.length / statements
    const at = take(4 * people * this.#width)
    const packed = wholes(at, people * this.#width).fill(0)
    for (let person = 0; person < people; person += 1)
      for (let s = 0; s < statements; s += 1)
        packed[person * this.#width + s] = adds[points[person * statements + s] as number] as number
    return at
  }

  /** Adds answers up when people stand in these groups. */
  stand({ begin, people }: ByGroup): void {
    const standing = wholes(this.#standing, begin.length + people.length)
    standing.set(begin)
    standing.set(people, begin.length)
    const whose = this.#standing + 4 * begin.length
    this.#rows.forEach(({ at, sums }) => {
      addUpWholes(sums, at, 4 * this.#width, whose, this.#standing, begin.length - 1)
    })
  }

  /** What stands in each group: its statements' numbers from `group · width` on, several counts in each. */
  packed(): PackedCounts {
    const sums = this.#rows.map((row) => wholes(row.sums, this.#people.sizes.length * this.#width))
    return { sums, width: this.#width, bits: this.#bits, fields: this.#fields, mask: 2 ** this.#bits - 1 }
  }

  /** Counts answers when people stand in these groups. The same arrays every time. */
  count(groups: ByGroup): CountedAnswers {
    this.stand(groups)
    const { sums, ...layout } = this.packed()
    sums.forEach((row, i) => void unpack(row, i * this.#fields, layout, this.#people, this.#counted))
    return this.#counted
  }
}

function unpack(
  sums: Int32Array,
  first: number,
  { width, bits, mask, fields: most }: Omit<PackedCounts, 'sums'>,
  { statements, scale, sizes }: Respondents,
  { n, upTo }: CountedAnswers,
): void {
  const [cuts, fields] = [scale - 1, Math.min(most, scale - first)]
  // The very first of all counts says whether there is a point.
  const before = first === 0 ? 1 : 0
  for (let group = 0, cell = 0; group < sizes.length; group += 1) {
    for (let at = group * width; at < group * width + statements; at += 1, cell += 1) {
      const sum = sums[at] as number
      if (before === 1) n[cell] = sum & mask
      const from = cell * cuts + first - 1
      for (let i = before; i < fields; i += 1) upTo[from + i] = (sum >>> (i * bits)) & mask
    }
  }
}
