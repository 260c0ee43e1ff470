import * as Y from 'yjs'
import { effort, TOIL } from './toil.ts'

/** A letter, or a row of them, with the two between which it says that it was typed; none: at the text's beginning, or end. */
export interface Letter {
  readonly id: Y.ID
  readonly left: Y.ID | null
  readonly right: Y.ID | null
  /** The text that it stands in. */
  readonly text: Y.ID
}

/** How many letters may be looked at for one update: far more than ever lie between two neighbours. */
export interface Steps {
  left: number
}
export const MOST_STEPS = 200_000

/**
 * Whether a letter may have been typed where it says, in a document that has its neighbours: its client knew nothing that stands
 * between them. Letters that no client can have typed so are put elsewhere by a document that grew than by one that was loaded,
 * and take others' letters with them. False when `steps` run out.
 */
export function mayStand(doc: Y.Doc, letter: Letter, steps: Steps): boolean {
  const { left } = steps
  try {
    return steps.left >= 0 && standsWell(doc, letter, steps)
  } finally {
    effort.us += (left - steps.left) * TOIL.step
  }
}

function standsWell(doc: Y.Doc, letter: Letter, steps: Steps): boolean {
  const { id, left, right, text } = letter
  // What leans on what is gone has gone with it.
  if ([left, right, text].some((beside) => beside && !(Y.getItem(doc.store, beside) instanceof Y.Item))) return true
  const known = knownTo(doc, letter, steps)
  const isKnown = (client: number, clock: number) => clock <= (known.get(client) ?? -1)
  const goal = right && (Y.getItem(doc.store, right) as Y.Item)
  // What shares a piece with the right one comes before it, and is as old.
  if (goal && goal.id.clock < right.clock && !(left && isNext(left, right))) return false
  let at: Y.Item | null
  if (left) {
    const piece = Y.getItem(doc.store, left) as Y.Item
    if (right && isNext(left, right)) return true
    const isLast = left.clock === piece.id.clock + piece.length - 1
    if (!isLast && (piece === goal || isKnown(left.client, left.clock + 1))) return false
    at = piece.right
  } else at = (Y.getItem(doc.store, text) as Y.Item & { content: Y.ContentType }).content.type._start
  for (; at !== null && at !== goal; at = at.right) {
    steps.left -= 1
    const isItself = at.id.client === id.client && at.id.clock >= id.clock
    if (steps.left < 0 || (!isItself && isKnown(at.id.client, at.id.clock))) return false
  }
  return at === goal
}

const isNext = (left: Y.ID, right: Y.ID) => left.client === right.client && left.clock + 1 === right.clock

/** Up to which clock a letter's client knew each client: what it leans on itself, and what it leant on before, shows it. */
function knownTo(doc: Y.Doc, { id, left, right }: Letter, steps: Steps): Map<number, number> {
  const known = new Map([[id.client, id.clock - 1]])
  const note = (leant: Y.ID | null) => {
    if (leant && leant.clock > (known.get(leant.client) ?? -1)) known.set(leant.client, leant.clock)
  }
  note(left)
  note(right)
  for (const struct of doc.store.clients.get(id.client) ?? []) {
    if (struct.id.clock >= id.clock || steps.left < 0) break
    steps.left -= 1
    if (!(struct instanceof Y.Item)) continue
    note(struct.origin)
    note(struct.rightOrigin)
  }
  return known
}
