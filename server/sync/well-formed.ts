import * as Y from 'yjs'
import { SHELVES, type Shelf } from '#server/board/document.ts'

/** Why an update was turned away before anything of it was applied. */
export type Malformed = 'unreadable' | 'too-many-structs' | 'unknown-place' | 'anothers-client' | 'missing-predecessor'

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

const MOST_STRUCTS = 20_000
const MOST_CLIENTS = 500
// Far more than anybody types, and far less than would push a clock out of reach.
const LONGEST_STRUCT = 1_000_000
const DEEPEST_VALUE = 4
// A key stays where it was once written, even when what stood under it is taken back: an id's length, and no book.
const LONGEST_KEY = 120

/**
 * What is wrong with an update as such, whoever sends it; undefined when nothing is. Reads it without applying it: a
 * document that has taken a bad update can't be made to forget it.
 * `mayUse` tells whose client ids these are.
 */
export function findMalformed(
  update: Uint8Array,
  doc: Y.Doc,
  mayUse: (clientId: number) => boolean,
): Malformed | undefined {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return 'unreadable'
  }
  const { structs, ds } = decoded
  if (structs.length > MOST_STRUCTS) return 'too-many-structs'
  const state = new State(doc)
  const queues = new Map<number, Struct[]>()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { id, length } = struct
    if (length < 1 || length > LONGEST_STRUCT) return 'unreadable'
    // Stock clients repeat what is known already, of others too; that part passes unseen.
    if (id.clock + length > state.of(id.client) && !mayUse(id.client)) return 'anothers-client'
    const queue = queues.get(id.client)
    if (queue) queue.push(struct)
    else queues.set(id.client, [struct])
  }
  if (queues.size > MOST_CLIENTS) return 'too-many-structs'
  const wrong = findMisplaced(queues, state, doc)
  if (wrong) return wrong
  for (const [client, ranges] of ds.clients) {
    if (ranges.some(({ clock, len }) => clock + len > state.of(client))) return 'missing-predecessor'
  }
  return undefined
}

/** How much of each client is known: in the document, and beyond it as far as was noted. */
class State {
  readonly #ahead = new Map<number, number>()
  constructor(readonly doc: Y.Doc) {}
  of = (client: number): number => this.#ahead.get(client) ?? Y.getState(this.doc.store, client)
  set = (client: number, clock: number): void => void this.#ahead.set(client, clock)
}

/** Puts the structs in, one after another as Yjs would, into a mere count; brings `state` to where the document will be. */
function findMisplaced(queues: ReadonlyMap<number, Struct[]>, state: State, doc: Y.Doc): Malformed | undefined {
  const depths = new Depths(doc)
  const at = new Map([...queues.keys()].map((client) => [client, 0]))
  const known = (id: Y.ID) => id.clock < state.of(id.client)
  for (let moved = true; moved; ) {
    moved = false
    for (const [client, queue] of queues) {
      let i = at.get(client) ?? 0
      for (; i < queue.length; i += 1) {
        const struct = queue[i] as Struct
        const has = state.of(client)
        // Even what is known must lean on what is known: Yjs looks at that first.
        if (struct.id.clock > has || !leansOn(struct).every(known)) break
        moved = true
        if (struct.id.clock + struct.length <= has) continue
        if (!depths.place(struct)) return 'unknown-place'
        state.set(client, struct.id.clock + struct.length)
      }
      at.set(client, i)
    }
  }
  const stuck = [...queues].some(([client, queue]) => (at.get(client) ?? 0) < queue.length)
  return stuck ? 'missing-predecessor' : undefined
}

/** The ids that a struct can't be put in without. */
function leansOn(struct: Struct): Y.ID[] {
  const { origin, rightOrigin, parent } = struct as Partial<Pick<Y.Item, 'origin' | 'rightOrigin' | 'parent'>>
  return [origin, rightOrigin, parent].filter((id): id is Y.ID => id instanceof Y.ID)
}

/**
 * How deep each thing hangs: 1 under a key of a shelf, 2 a card's field, 3 a text's letters. Nothing hangs deeper, and each
 * depth holds its own kind alone, so that no depth can overflow anybody's stack and nothing hides where no page shows it.
 */
class Depths {
  readonly #placed = new Map<number, { clock: number; depth: number }[]>()

  constructor(readonly doc: Y.Doc) {}

  /** Notes where a struct hangs; false when nothing of its kind hangs there. */
  place(struct: Struct): boolean {
    const depth = struct instanceof Y.Item ? this.#depthOf(struct) : 0
    const ofClient = this.#placed.get(struct.id.client) ?? []
    this.#placed.set(struct.id.client, ofClient)
    ofClient.push({ clock: struct.id.clock, depth })
    return !(struct instanceof Y.Item) || fits(struct, depth)
  }

  #depthOf({ parent, origin, rightOrigin }: Y.Item): number {
    if (typeof parent === 'string') return SHELVES.includes(parent as Shelf) ? 1 : Number.POSITIVE_INFINITY
    if ((parent as unknown) instanceof Y.ID) {
      const above = this.#at(parent as unknown as Y.ID)
      return above === 0 ? 0 : above + 1
    }
    const beside = [origin, rightOrigin].flatMap((id) => (id ? [this.#at(id)] : []))
    // Beside something that is gone for good, Yjs lets go of it as well.
    return beside.includes(0) ? 0 : (beside[0] ?? Number.POSITIVE_INFINITY)
  }

  /** 0 for what was collected already. */
  #at(id: Y.ID): number {
    const known = this.#placed.get(id.client)?.findLast(({ clock }) => clock <= id.clock)
    if (known) return known.depth
    let item: Y.Item | Y.GC | null = Y.getItem(this.doc.store, id)
    for (let depth = 0; ; depth += 1) {
      if (item === null) return depth
      if (!(item instanceof Y.Item)) return 0
      item = (item.parent as { _item: Y.Item | null } | null)?._item ?? null
    }
  }
}

/** Whether a struct of this kind may hang at this depth. At 0 it hangs on what is gone, and goes the same way unseen. */
function fits({ content, parent, parentSub }: Y.Item, depth: number): boolean {
  if (parentSub !== null && parentSub.length > LONGEST_KEY) return false
  if (content instanceof Y.ContentAny && !content.arr.every((value) => isPlain(value, DEEPEST_VALUE))) return false
  if (depth === 0 || content instanceof Y.ContentDeleted) return depth <= 3
  // Only who names the parent also names the key; the others take both over from who they stand beside.
  const namesPlace = typeof parent === 'string' || (parent as unknown) instanceof Y.ID
  if (namesPlace && (parentSub === null) !== (depth === 3)) return false
  if (depth === 3) return content instanceof Y.ContentString
  if (content instanceof Y.ContentType)
    return content.type.constructor === (depth === 1 ? Y.Map : depth === 2 ? Y.Text : null)
  return depth <= 2 && content instanceof Y.ContentAny
}

/** Whether a value is plain JSON of little depth: no big numbers, bytes, or objects with another's prototype. */
function isPlain(value: unknown, depth: number): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (typeof value !== 'object' || depth === 0) return false
  const kin = Object.getPrototypeOf(value)
  return (
    (kin === Object.prototype || kin === Array.prototype) && Object.values(value).every((v) => isPlain(v, depth - 1))
  )
}
