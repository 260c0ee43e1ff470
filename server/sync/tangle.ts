import * as Y from 'yjs'

// Of texts that are typed, and typed in again by many, this is far away; beyond, each who loads the board would wait for it.
const MOST_PIECES = 10_000
const PASSINGS_PER_PIECE = 100
const SOME_PASSINGS = 2_000
/** No text of fewer is knotted. */
export const FEW_PIECES = 256
const FEW_MORE = 32
// To look for knots among some pieces takes as long as to count them so many times.
const COUNTS_A_LOOK = 10

/** Of each thing in a row, by its place: what it was put between, and what it passed when it came. */
interface Coming {
  readonly at: number
  readonly passed: readonly number[]
}

/**
 * Which cards' texts are knotted, so that loading them takes far more steps than they have pieces. Yjs puts pieces in by their
 * clients, and not in the order in which they came: each then passes whatever stands between its neighbours and doesn't lean on it.
 * By hand two rows can be made that came for nothing, and of which each piece of one passes all of the other's when the board is
 * loaded. Typing in one place after another is never knotted; two who type at one place at once are, as far as they do.
 */
export class Tangles {
  /** How many pieces each text had when it was last gone through. */
  readonly #pieces = new Map<string, number>()
  /** How many pieces were gone through so far. */
  steps = 0

  /** Looks at a text again once it has grown. */
  has(cardId: string, text: Y.Text): boolean {
    let pieces = 0
    for (let at = text._start; at; at = at.right) pieces += 1
    this.steps += pieces
    const known = Math.min(pieces, this.#pieces.get(cardId) ?? 0)
    this.#pieces.set(cardId, known)
    if (pieces < Math.max(FEW_PIECES, known + Math.max(FEW_MORE, known / 100))) return false
    this.#pieces.set(cardId, pieces)
    this.steps += COUNTS_A_LOOK * pieces
    return isTangled(text)
  }
}

/** Whether a text is knotted, however large it is. */
export function isTangled(text: Y.Text): boolean {
  const items: Y.Item[] = []
  for (let at = text._start; at; at = at.right) items.push(at)
  if (items.length > MOST_PIECES) return true
  const most = PASSINGS_PER_PIECE * items.length + SOME_PASSINGS
  return passings(items, most) > most
}

/** How many pieces of a text lie between two neighbours of others that don't lean on them, in any order; counts on to `most`. */
function passings(items: readonly Y.Item[], most: number): number {
  const row = new Row(items)
  const covering = new Map<number, readonly number[]>()
  let sum = 0
  for (const { at, passed } of row.comings(most)) {
    const beside = [...passed, ...(covering.get(row.left(at)) ?? []), ...(covering.get(row.right(at)) ?? [])]
    const over = [...new Set(beside)].filter((one) => row.left(one) < at && at < row.end(one))
    if (over.length > 0) covering.set(at, over)
    sum += beside.length
    if (sum > most) break
  }
  return sum
}

/** A text's pieces, each known by its place. */
class Row {
  readonly #lefts: number[]
  readonly #rights: number[]
  /** Which lean on the middle of a piece, and so pass the rest of it. */
  readonly #cuts: boolean[]

  constructor(readonly items: readonly Y.Item[]) {
    const places = new Map(items.map((item, no) => [item, no]))
    const store = items[0]?.parent && (items[0].parent as Y.AbstractType<unknown>).doc?.store
    const pieceOf = (id: Y.ID | null) => (id && store ? (Y.getItem(store, id) as Y.Item) : undefined)
    const pieces = items.map(({ origin, rightOrigin }) => [pieceOf(origin), pieceOf(rightOrigin)] as const)
    this.#lefts = pieces.map(([left]) => (left && places.get(left)) ?? -1)
    this.#rights = pieces.map(([, right]) => (right && places.get(right)) ?? items.length)
    this.#cuts = pieces.map(([left, right], no) => {
      const { origin, rightOrigin } = items[no] as Y.Item
      const isAfter = !left || origin?.clock === left.id.clock + left.length - 1
      return !isAfter || !(!right || rightOrigin?.clock === right.id.clock)
    })
  }

  left = (at: number): number => this.#lefts[at] as number
  right = (at: number): number => this.#rights[at] as number
  /** How far Yjs goes on at most: to the right one, or to the end when that lies behind. */
  end = (at: number): number => (this.right(at) > this.left(at) ? this.right(at) : this.items.length)

  /** The pieces in an order in which they can have come: taken out again, last first, whatever nothing leans on any more. */
  comings(most: number): Coming[] {
    const count = this.items.length
    const after = Array.from({ length: count + 1 }, (_, no) => no)
    const before = Array.from({ length: count + 1 }, (_, no) => no - 1)
    const leaning = new Array<number>(count).fill(0)
    const sides = (at: number) => [this.left(at), this.right(at)].filter((side) => side >= 0 && side < count)
    for (let at = 0; at < count; at += 1) for (const side of sides(at)) leaning[side] = (leaning[side] ?? 0) + 1
    const free = [...leaning.keys()].filter((at) => leaning[at] === 0)
    const comings: Coming[] = []
    let sum = 0
    // `after[n]` is the first that is still there after the one before place n.
    for (let at = free.pop(); at !== undefined && sum <= most; at = free.pop()) {
      const passed: number[] = []
      const [next, last] = [after[at + 1] as number, before[at] as number]
      const isBeside = last === this.left(at) && next === this.right(at) && !this.#cuts[at]
      if (!isBeside) {
        if (this.#cuts[at]) passed.push(...sides(at))
        const end = this.end(at)
        for (let one = after[this.left(at) + 1] as number; one < end && sum + passed.length <= most; ) {
          if (one !== at) passed.push(one)
          one = after[one + 1] as number
        }
      }
      sum += passed.length
      comings.push({ at, passed })
      after[last + 1] = next
      before[next] = last
      for (const side of sides(at)) {
        leaning[side] = (leaning[side] ?? 0) - 1
        if (leaning[side] === 0) free.push(side)
      }
    }
    return comings.reverse()
  }
}
