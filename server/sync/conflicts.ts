import * as Y from 'yjs'

/** What stands in one row of an update so far. */
interface Row {
  /** Structs, and those among them that had to pass others. */
  count: number
  passing: number
  /** What was leant on at the left. */
  readonly origins: Set<string>
}

/**
 * How many steps Yjs may take to put an update in: where several things lean on the same neighbour, each passes those that came
 * before, and what is typed by hand can make that the square of its length. Never too few, and none for honest typing, in which
 * each letter leans on the one beside it. Counts no further than `most`.
 */
export class Conflicts {
  readonly #rows = new Map<string, Row>()
  steps = 0

  constructor(
    readonly doc: Y.Doc,
    readonly most: number,
  ) {}

  /**
   * Counts one struct of a row: what it leans on, and between which two of those that the document has (null: beginning, or end).
   * `first` is the row's first thing in the document.
   */
  count(
    row: string,
    origin: Y.ID | null,
    between: readonly [left: Y.ID | null, right: Y.ID | null],
    first: () => Y.Item | null,
  ): void {
    const at = this.#rows.get(row) ?? { count: 0, passing: 0, origins: new Set<string>() }
    this.#rows.set(row, at)
    const leant = origin ? `${origin.client}.${origin.clock}` : ''
    const passed = this.#passed(between, first)
    const isPassing = passed > 0 || at.origins.has(leant)
    this.steps += passed + at.passing + (isPassing ? at.count : 0)
    at.origins.add(leant)
    at.count += 1
    if (isPassing) at.passing += 1
  }

  /** What the document has between the two. */
  #passed([left, right]: readonly [Y.ID | null, Y.ID | null], first: () => Y.Item | null): number {
    if (left && right && left.client === right.client && left.clock + 1 === right.clock) return 0
    const goal = right && (Y.getItem(this.doc.store, right) as Y.Item)
    let passed = goal && right.clock > goal.id.clock ? 1 : 0
    let at: Y.Item | null
    if (left) {
      const piece = Y.getItem(this.doc.store, left) as Y.Item
      if (left.clock < piece.id.clock + piece.length - 1) passed += 1
      at = piece === goal ? null : piece.right
    } else at = first()
    for (; at && at !== goal && this.steps + passed <= this.most; at = at.right) passed += 1
    return passed
  }
}
