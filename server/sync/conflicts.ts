import * as Y from 'yjs'

/** What stands in one row of an update so far. */
interface Row {
  count: number
  /** How many had to pass others: where those stand, and what leans on them, is not followed, and may be between any two. */
  loose: number
  /** Last letters of what came, on which nothing leans so far. */
  readonly free: Set<string>
  /** What stands next to a letter that something of the update leans on, or that ends a run of it. */
  readonly next: Map<string, string | undefined>
}

/** One thing of an update, as Yjs will put it in: from its first letter that is not known yet. */
export interface Leaning {
  readonly id: Y.ID
  readonly last: Y.ID
  readonly origin: Y.ID | null
  readonly right: Y.ID | null
  /** Whether what it leans on is within a run of this update, and not its last letter. */
  readonly isWithin: boolean
  /** Between which two of those that the document has it stands; null: beginning, or end. */
  readonly between: readonly [left: Y.ID | null, right: Y.ID | null]
}

/**
 * How many steps Yjs may take to put an update in: what doesn't stand between two neighbours passes all that stands between those
 * it names, and by hand that can be made the square of an update's length. Never fewer than half of them beside one for each thing,
 * for a thing may part others in two; and few for honest typing, in which each letter stands between two that were neighbours just
 * then: the row is followed as it grows. Counts no further than `most`.
 */
export class Conflicts {
  readonly #rows = new Map<string, Row>()
  steps = 0

  constructor(
    readonly doc: Y.Doc,
    readonly most: number,
  ) {}

  /** Counts one thing of a row; `first` is the row's first in the document. */
  count(row: string, { id, last, origin, right, isWithin, between }: Leaning, first: () => Y.Item | null): void {
    const at = this.#rows.get(row) ?? {
      count: 0,
      loose: 0,
      free: new Set<string>(),
      next: new Map<string, string | undefined>(),
    }
    this.#rows.set(row, at)
    const leant = keyOf(origin)
    const isFollowed = at.next.has(leant)
    const isBeside = isFollowed
      ? at.next.get(leant) === keyOf(right)
      : isWithin && origin !== null && right !== null && isNext(origin, right)
    // Yjs stops at the first that leans on nothing it has passed: so does whatever is the first to lean on something new.
    const isFirst = at.free.delete(leant)
    const passed = isBeside || isFirst ? 0 : this.#passed(between, first)
    const isLoose = !isBeside && (isFollowed || isWithin || passed > 0)
    if (isFirst) this.steps += isBeside ? Math.min(at.loose, 1) : 1
    else this.steps += isLoose ? passed + at.count : at.loose
    if (isLoose) at.loose += 1
    at.count += 1
    at.next.set(leant, isLoose ? undefined : keyOf(id))
    at.next.set(keyOf(last), isLoose ? undefined : keyOf(right))
    at.free.add(keyOf(last))
  }

  /** What the document has between the two. */
  #passed([left, right]: readonly [Y.ID | null, Y.ID | null], first: () => Y.Item | null): number {
    const goal = right && (Y.getItem(this.doc.store, right) as Y.Item)
    // Two that were typed one after the other may have many between them by now, unless they still are one piece.
    if (left && right && isNext(left, right) && Y.getItem(this.doc.store, left) === goal) return 0
    let passed = goal && right.clock > goal.id.clock ? 1 : 0
    // What names a right one that lies behind passes all to the row's end.
    let at: Y.Item | null
    if (left) {
      const piece = Y.getItem(this.doc.store, left) as Y.Item
      if (left.clock < piece.id.clock + piece.length - 1) passed += 1
      at = right && piece === goal && left.clock < right.clock ? null : piece.right
    } else at = first()
    for (; at && at !== goal && this.steps + passed <= this.most; at = at.right) passed += 1
    return passed
  }
}

const keyOf = (id: Y.ID | null): string => (id ? `${id.client}.${id.clock}` : '')
const isNext = (left: Y.ID, right: Y.ID) => left.client === right.client && left.clock + 1 === right.clock
