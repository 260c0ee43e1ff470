import * as Y from 'yjs'
import { SHELVES, type Shelf } from '#server/board/document.ts'
import { Conflicts } from './conflicts.ts'
import { type Letter, MOST_STEPS, mayStand, type Steps } from './order.ts'
import { type ReadUpdate, readUpdate } from './read-update.ts'
import { piecesOf } from './seat-shares.ts'
import { effort, TOIL } from './toil.ts'

/** Why an update was turned away before anything of it was applied. */
export type Malformed = 'unreadable' | 'too-many-structs' | 'unknown-place' | 'anothers-client' | 'missing-predecessor'

/** `unsure`: letters in somebody else's text of which only the document that has taken them can tell whether they may stand there. */
export type Look =
  | { is: 'malformed'; why: Malformed }
  /** `steps`: how much work it is at most to put it in, see conflicts.ts; `pieces`: in how many more the board may lie then. */
  | { is: 'well-formed'; unsure: readonly Letter[]; steps: number; pieces: number }

/** Whose the update's news may be: which client ids, and which cards' texts. */
export interface Owner {
  mayUse(clientId: number): boolean
  isAuthorOf(cardId: string): boolean
}

type Struct = ReadUpdate['structs'][number]

// Far more than anybody types, and far less than would push a clock out of reach.
const LONGEST_STRUCT = 1_000_000
const DEEPEST_VALUE = 4
// A key stays where it was once written, even when what stood under it is taken back: an id's length, and no book.
const LONGEST_KEY = 120
// Of a microsecond each, three times: at the gate, in what is shown, and on every phone.
const MOST_CONFLICTS = 100_000

/**
 * What is wrong with an update as such, whoever sends it. Reads it without applying it: a document that has taken a bad update
 * can't be made to forget it.
 */
export function look(update: Uint8Array, doc: Y.Doc, owner: Owner): Look {
  const read = readUpdate(update, () => piecesOf(doc))
  return typeof read === 'string' ? { is: 'malformed', why: read } : lookAt(read, doc, owner)
}

/** What is wrong with an update that was read. */
export function lookAt(read: ReadUpdate, doc: Y.Doc, owner: Owner): Look {
  const places = new Places(doc, owner)
  const why = findMalformed(read, new State(doc), places, owner)
  if (why) return { is: 'malformed', why }
  const { unsure, conflicts } = places
  return { is: 'well-formed', unsure, steps: conflicts.steps, pieces: piecesMore(read, doc) }
}

/**
 * In how many pieces more a document may lie: what leans on something may part it, and so does what is deleted in its middle. Each
 * thing that is new, or goes, is paid for.
 */
export function piecesMore({ structs, ds }: ReadUpdate, { store }: Y.Doc): number {
  let [pieces, news] = [0, 0]
  for (const { id, length, origin, rightOrigin } of structs as Y.Item[]) {
    if (id.clock + length <= Y.getState(store, id.client)) continue
    pieces += origin || rightOrigin ? 2 : 1
    news += 1
  }
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges) {
      let isGone = clock < Y.getState(store, client)
      for (const { id } of standingIn(store, client, clock, clock + len)) {
        if (id.clock <= clock) isGone = false
        news += 1
      }
      if (!isGone) pieces += 2
    }
  effort.us += news * TOIL.news
  return pieces
}

/** What of a client's stands in a document, between these clocks. */
export function* standingIn(store: Y.Doc['store'], client: number, from: number, to: number): Generator<Y.Item> {
  if (from >= Math.min(to, Y.getState(store, client))) return
  const structs = store.clients.get(client) ?? []
  for (let no = Y.findIndexSS(structs, from); no < structs.length; no += 1) {
    const struct = structs[no]
    if (!struct || struct.id.clock >= to) return
    if (struct instanceof Y.Item && !struct.deleted) yield struct
  }
}

function findMalformed(read: ReadUpdate, state: State, places: Places, { mayUse }: Owner): Malformed | undefined {
  const queues = new Map<number, Struct[]>()
  for (const struct of read.structs) {
    const { id, length } = struct
    if (!Number.isSafeInteger(id.clock) || !(length >= 1 && length <= LONGEST_STRUCT)) return 'unreadable'
    if (struct instanceof Y.Skip) continue
    // Stock clients repeat what is known already, of others too; that part passes unseen.
    if (id.clock + length > state.of(id.client) && !mayUse(id.client)) return 'anothers-client'
    const queue = queues.get(id.client)
    if (queue) queue.push(struct)
    else queues.set(id.client, [struct])
  }
  const wrong = findMisplaced(queues, state, places)
  if (wrong) return wrong
  for (const [client, ranges] of read.ds.clients) {
    // Yjs writes them in order, and goes through all that each of them spans.
    if (ranges.some(({ clock }, no) => clock < endOf(ranges[no - 1]))) return 'unreadable'
    if (!ranges.every(({ clock, len }) => clock + len <= state.of(client))) return 'missing-predecessor'
  }
  return undefined
}

const endOf = (range: { clock: number; len: number } | undefined): number => (range ? range.clock + range.len : 0)

/** How much of each client is known: in the document, and beyond it as far as was noted. */
class State {
  readonly #ahead = new Map<number, number>()
  constructor(readonly doc: Y.Doc) {}
  of = (client: number): number => this.#ahead.get(client) ?? Y.getState(this.doc.store, client)
  set = (client: number, clock: number): void => void this.#ahead.set(client, clock)
}

/** Puts the structs in, one after another as Yjs would, into a mere count; brings `state` to where the document will be. */
function findMisplaced(queues: ReadonlyMap<number, Struct[]>, state: State, places: Places): Malformed | undefined {
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
        if (!places.take(struct, has)) return 'unknown-place'
        if (places.conflicts.steps > MOST_CONFLICTS) return 'too-many-structs'
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

/** Where something hangs: how deep, and in which row of things that follow each other, be it under a key or letters of a text. */
interface Spot {
  readonly depth: number
  readonly row: string
  /** Of letters: their text. */
  readonly text?: Y.ID
}
/** What an update brings, as far as it was looked at: between which two of the document it stands. */
interface Taken {
  readonly clock: number
  readonly length: number
  readonly spot: Spot
  readonly left: Y.ID | null
  readonly right: Y.ID | null
}
/** What was collected already, and what hangs on that. */
const GONE: Spot = { depth: 0, row: '' }
const NOWHERE: Spot = { depth: Number.POSITIVE_INFINITY, row: '' }

/**
 * Where each thing hangs: 1 deep under a key of a shelf, 2 a card's field, 3 a text's letters. Nothing hangs deeper, and each
 * depth holds its own kind alone, so that no depth can overflow anybody's stack and nothing hides where no page shows it. And
 * nothing leans on two rows at once: a document that grew would read that otherwise than one that was loaded.
 */
class Places {
  readonly #taken = new Map<number, Taken[]>()
  readonly #anothers = new Map<Y.Item, boolean>()
  readonly conflicts: Conflicts
  readonly #steps: Steps = { left: MOST_STEPS }
  readonly unsure: Letter[] = []

  constructor(
    readonly doc: Y.Doc,
    readonly owner: Owner,
  ) {
    this.conflicts = new Conflicts(doc, MOST_CONFLICTS)
  }

  /** Notes where a struct hangs, of whose client `has` is known; false when nothing of its kind hangs there. */
  take(struct: Struct, has: number): boolean {
    const { client, clock } = struct.id
    const spot = struct instanceof Y.Item ? this.#spotOf(struct) : GONE
    // The rest of what is partly known can't have been typed before it.
    const before = struct instanceof Y.Item && clock < has ? struct.rightOrigin : null
    if (before && before.client === client && before.clock >= clock) return false
    const isRight =
      !(struct instanceof Y.Item) ||
      (fits(struct, spot.depth) &&
        (clock === has || this.#goesOn(struct, spot, has)) &&
        this.#isTypedThere(struct, spot, has))
    if (!isRight) return false
    const origin = clock < has ? Y.createID(client, has - 1) : struct instanceof Y.Item ? struct.origin : null
    const right = struct instanceof Y.Item ? struct.rightOrigin : null
    const between = [this.#inDocument(origin, 'left'), this.#rightOf(origin, right)] as const
    if (struct instanceof Y.Item && spot !== GONE && spot !== NOWHERE) {
      const leant = origin && this.#takenAt(origin)
      const isWithin = leant ? leant.clock + leant.length - 1 > (origin as Y.ID).clock : false
      const [id, last] = [Y.createID(client, Math.max(clock, has)), Y.createID(client, clock + struct.length - 1)]
      this.conflicts.count(spot.row, { id, last, origin, right, isWithin, between }, () => this.#firstIn(struct, spot))
    }
    const ofClient = this.#taken.get(client) ?? []
    this.#taken.set(client, ofClient)
    ofClient.push({ clock, length: struct.length, spot, left: between[0], right: between[1] })
    return true
  }

  /**
   * Where what is put in between two ends at the latest. Among what leans on something new it never leaves that one's place; and one
   * to its right that is new and doesn't lean on its left one may lie behind.
   */
  #rightOf(origin: Y.ID | null, right: Y.ID | null): Y.ID | null {
    if (origin && this.#takenAt(origin)) return this.#inDocument(origin, 'right')
    const taken = right && this.#takenAt(right)
    if (taken && !Y.compareIDs(taken.left, origin)) return null
    return this.#inDocument(right, 'right')
  }

  /** What the document has nearest beside a letter on one side, which may come with the update itself; null: nothing. */
  #inDocument(id: Y.ID | null, side: 'left' | 'right'): Y.ID | null {
    const taken = id && this.#takenAt(id)
    const beside = taken ? taken[side] : id
    return beside && Y.getItem(this.doc.store, beside) instanceof Y.Item ? beside : null
  }

  /** The first thing in the row that a struct begins or comes before, of those that the document has. */
  #firstIn({ parent, parentSub }: Y.Item, { text }: Spot): Y.Item | null {
    const id = text ?? ((parent as unknown) instanceof Y.ID ? (parent as unknown as Y.ID) : null)
    const above = id && this.#isThere(id) ? Y.getItem(this.doc.store, id) : null
    const type =
      typeof parent === 'string'
        ? this.doc.getMap(parent)
        : above instanceof Y.Item && above.content instanceof Y.ContentType
          ? above.content.type
          : null
    if (!type) return null
    if (parentSub === null) return type._start
    let first = type._map.get(parentSub) ?? null
    while (first?.left) first = first.left
    return first
  }

  /** Whether what is partly known goes on where its known part ends: Yjs puts the rest there, whatever it says of itself. */
  #goesOn({ id: { client }, content }: Y.Item, spot: Spot, has: number): boolean {
    const isRow = [Y.ContentString, Y.ContentDeleted, Y.ContentAny].some((kind) => content instanceof kind)
    return isRow && this.#at(Y.createID(client, has - 1)).row === spot.row
  }

  /**
   * Whether it may have been typed where it says, if that is in a text of somebody else's: it will be taken back, but what is left
   * of it must not move their letters. One's own letters are one's own: Yjs itself puts them so that no typing could, undoing.
   */
  #isTypedThere({ id: { client, clock }, origin, rightOrigin }: Y.Item, { text }: Spot, has: number): boolean {
    if (!text || !this.#isThere(text) || !this.#isAnothers(text)) return true
    const [id, left] =
      clock < has ? [Y.createID(client, has), Y.createID(client, has - 1)] : [{ client, clock }, origin]
    const letter = { id, left, right: rightOrigin, text }
    if ([left, rightOrigin].every((beside) => beside === null || this.#isThere(beside)))
      return mayStand(this.doc, letter, this.#steps)
    this.unsure.push(letter)
    return true
  }

  #isThere = (id: Y.ID): boolean => id.clock < Y.getState(this.doc.store, id.client)

  /** Whether this is a text, and on a card of somebody else's. */
  #isAnothers(text: Y.ID): boolean {
    const item = Y.getItem(this.doc.store, text) as Y.Item
    const known = this.#anothers.get(item)
    if (known !== undefined) return known
    const cardId = (item.parent as { _item: Y.Item | null } | null)?._item?.parentSub
    const isOwn = typeof cardId === 'string' && this.owner.isAuthorOf(cardId)
    const isAnothers = item.content instanceof Y.ContentType && !isOwn
    this.#anothers.set(item, isAnothers)
    return isAnothers
  }

  #spotOf({ parent, parentSub, origin, rightOrigin }: Y.Item): Spot {
    if (typeof parent === 'string') return SHELVES.includes(parent as Shelf) ? spotIn(1, parent, parentSub) : NOWHERE
    if ((parent as unknown) instanceof Y.ID) {
      const id = parent as unknown as Y.ID
      const above = this.#at(id)
      return above === GONE ? GONE : spotIn(above.depth + 1, id, parentSub)
    }
    const beside = [origin, rightOrigin].flatMap((id) => (id ? [this.#at(id)] : []))
    // Beside something that is gone for good, Yjs lets go of it as well.
    if (beside.includes(GONE)) return GONE
    const [first = NOWHERE, second = first] = beside
    return first.row === second.row ? first : NOWHERE
  }

  #at(id: Y.ID): Spot {
    const taken = this.#takenAt(id)
    if (taken) return taken.spot
    const item: Y.Item | Y.GC = Y.getItem(this.doc.store, id)
    if (!(item instanceof Y.Item)) return GONE
    let depth = 0
    for (let at: Y.Item | null = item; at; at = (at.parent as { _item: Y.Item | null })._item) depth += 1
    const above = (item.parent as { _item: Y.Item | null })._item
    const shelf = SHELVES.find((one) => item.parent === this.doc.getMap(one))
    return spotIn(depth, above?.id ?? shelf ?? '', item.parentSub)
  }

  /** Of what this update itself brings, which is in order: looked up by halves, for everything may hang on the first. */
  #takenAt({ client, clock }: Y.ID): Taken | undefined {
    const taken = this.#taken.get(client) ?? []
    let [low, high] = [0, taken.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((taken[middle] as Taken).clock <= clock) low = middle + 1
      else high = middle
    }
    return taken[low - 1]
  }
}

function spotIn(depth: number, parent: Y.ID | string, key: string | null): Spot {
  if (typeof parent === 'string') return { depth, row: `${parent}\n${key ?? ''}` }
  const row = `${parent.client}.${parent.clock}\n${key ?? ''}`
  return depth === 3 ? { depth, row, text: parent } : { depth, row }
}

/** Whether a struct of this kind may hang at this depth. At 0 it hangs on what is gone, and goes the same way unseen. */
function fits({ content, parent, parentSub, rightOrigin }: Y.Item, depth: number): boolean {
  if (parentSub !== null && parentSub.length > LONGEST_KEY) return false
  if (content instanceof Y.ContentAny && !content.arr.every((value) => isPlain(value, DEEPEST_VALUE))) return false
  // What comes under a key comes last.
  if ((depth === 1 || depth === 2) && rightOrigin !== null) return false
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
