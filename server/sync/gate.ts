import * as Y from 'yjs'
import { readCard, readGroup, readPlacement } from '#server/board/card.ts'
import { plainOn, restore, SERVER_SHELVES, SHELVES, type Shelf, shelvesOf } from '#server/board/document.ts'
import { type Deed, type Doer, type Times, type WhyNot, whyNot } from '#server/board/may.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

/** Why a frame was turned away before anything of it was applied. */
export type Malformed = 'unreadable' | 'too-many-structs' | 'unknown-place' | 'anothers-client' | 'missing-predecessor'

/** What became of an update at the gate. `passed` is what is stored and shown: the update, or what is left of it. */
export type Judgement =
  | { is: 'malformed'; why: Malformed }
  | { is: 'known' }
  | { is: 'passed'; passed: Uint8Array; refused?: WhyNot | 'odd' }

const MOST_STRUCTS = 20_000
// Far more than anybody types, and far less than would push a clock out of reach.
const LONGEST_STRUCT = 1_000_000
const GATE = 'gate'

/**
 * Checks every update before anybody sees it. Keeps the document ahead of what is stored, and a plain copy of every key as
 * it last stood, so that what a seat may not do is taken back in the same breath: the hostile content is gone from the
 * document before it is stored or shown, and the client's later honest edits still fit.
 */
export class Gate {
  readonly #stood = new Map<Shelf, Map<string, string>>(SHELVES.map((shelf) => [shelf, new Map()]))

  constructor(
    readonly doc: Y.Doc,
    readonly clients: Map<number, string>,
  ) {
    for (const shelf of SHELVES) for (const key of doc.getMap(shelf).keys()) this.#note(shelf, key)
  }

  /** Lets an update by this doer in, in whole or in part, or not at all. */
  admit(update: Uint8Array, doer: Doer, times: Times): Judgement {
    const why = this.#malformed(update, doer)
    if (why) return { is: 'malformed', why }
    const before = Y.encodeStateVector(this.doc)
    const change = this.#apply(update)
    if (!change.any) return { is: 'known' }
    const refused = this.#judge(change.touched, doer, times)
    if (!refused) {
      for (const [shelf, key] of change.touched) this.#note(shelf, key)
      return { is: 'passed', passed: update }
    }
    this.#undo(change.touched)
    return { is: 'passed', passed: Y.encodeStateAsUpdate(this.doc, before), refused }
  }

  /** Takes note of what the server itself wrote. */
  noteServer(write: () => void): Uint8Array | undefined {
    const before = Y.encodeStateVector(this.doc)
    const change = this.#watch(write)
    for (const [shelf, key] of change.touched) this.#note(shelf, key)
    return change.any ? Y.encodeStateAsUpdate(this.doc, before) : undefined
  }

  #malformed(update: Uint8Array, doer: Doer): Malformed | undefined {
    let decoded: ReturnType<typeof Y.decodeUpdate>
    try {
      decoded = Y.decodeUpdate(update)
    } catch {
      return 'unreadable'
    }
    if (decoded.structs.length > MOST_STRUCTS) return 'too-many-structs'
    const known = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    const after = new Map(known)
    for (const struct of decoded.structs) {
      if (struct instanceof Y.Skip) continue
      if (isMisplaced(struct) || struct.length > LONGEST_STRUCT) return 'unknown-place'
      const { id, length } = struct
      const end = id.clock + length
      const at = after.get(id.client) ?? 0
      if (end <= at) continue
      if (id.clock > at) return 'missing-predecessor'
      const owner = this.clients.get(id.client)
      if (owner !== undefined && owner !== doer.id) return 'anothers-client'
      after.set(id.client, end)
    }
    if (![...decoded.structs].every((struct) => leansOn(struct).every((id) => id.clock < (after.get(id.client) ?? 0))))
      return 'missing-predecessor'
    for (const [client, ranges] of decoded.ds.clients) {
      if (ranges.some(({ clock, len }) => clock + len > (after.get(client) ?? 0))) return 'missing-predecessor'
    }
    return undefined
  }

  #apply(update: Uint8Array) {
    return this.#watch(() => Y.applyUpdate(this.doc, update, GATE))
  }

  /** Does something to the document and tells which keys it touched. */
  #watch(act: () => void): { any: boolean; touched: [Shelf, string][] } {
    const touched = new Map<string, [Shelf, string]>()
    let any = false
    const shelves = shelvesOf(this.doc)
    const watch = (tr: Y.Transaction) => {
      any ||=
        tr.deleteSet.clients.size > 0 ||
        [...tr.afterState].some(([client, clock]) => (tr.beforeState.get(client) ?? 0) !== clock)
      for (const [type, keys] of tr.changed) {
        const at = shelves.indexOf(type as never)
        const spots =
          at >= 0 ? [...keys].map((key) => [SHELVES[at] as Shelf, key ?? ''] as const) : [rootKeyOf(type, shelves)]
        for (const spot of spots) if (spot) touched.set(spot.join(' '), [...spot])
      }
    }
    this.doc.on('afterTransaction', watch)
    try {
      act()
    } finally {
      this.doc.off('afterTransaction', watch)
    }
    return { any, touched: [...touched.values()] }
  }

  #judge(touched: readonly (readonly [Shelf, string])[], doer: Doer, times: Times): WhyNot | 'odd' | undefined {
    for (const [shelf, key] of touched) {
      const now = plainOn(this.doc, shelf, key)
      if (now !== undefined && isOdd(shelf, key, now)) return 'odd'
      const had = this.#before(shelf, key)
      for (const deed of deedsOf(shelf, key, had, now, this.#before('cards', key))) {
        const why = whyNot(doer, deed, times)
        if (why) return why
      }
    }
    return this.doc.getMap('cards').size > LIMITS.cards ? 'odd' : undefined
  }

  #undo(touched: readonly (readonly [Shelf, string])[]): void {
    this.doc.transact(() => {
      for (const [shelf, key] of touched) {
        const before = this.#before(shelf, key)
        if (JSON.stringify(before) !== JSON.stringify(plainOn(this.doc, shelf, key)))
          restore(this.doc, shelf, key, before)
      }
    }, GATE)
    for (const [shelf, key] of touched) this.#note(shelf, key)
  }

  #before(shelf: Shelf, key: string): unknown {
    const stood = this.#stood.get(shelf)?.get(key)
    return stood === undefined ? undefined : JSON.parse(stood)
  }

  #note(shelf: Shelf, key: string): void {
    const now = plainOn(this.doc, shelf, key)
    if (now === undefined) this.#stood.get(shelf)?.delete(key)
    else this.#stood.get(shelf)?.set(key, JSON.stringify(now))
  }
}

type Changed = Parameters<Y.Transaction['changed']['get']>[0]

/** Which key of which shelf a nested type hangs under; undefined when it hangs under none of them. */
function rootKeyOf(type: Changed, shelves: readonly Y.Map<unknown>[]): readonly [Shelf, string] | undefined {
  let at = type
  for (let depth = 0; depth < 12 && at._item; depth += 1) {
    const { parent, parentSub } = at._item
    const shelf = shelves.indexOf(parent as Y.Map<unknown>)
    if (shelf >= 0) return parentSub === null ? undefined : [SHELVES[shelf] as Shelf, parentSub]
    at = parent as Changed
  }
  return undefined
}

/** The ids that a struct can't be put in without. */
function leansOn(struct: Y.Item | Y.GC | { id: Y.ID }): Y.ID[] {
  const { origin, rightOrigin, parent } = struct as {
    origin?: Y.ID | null
    rightOrigin?: Y.ID | null
    parent?: unknown
  }
  return [origin, rightOrigin, parent instanceof Y.ID ? parent : undefined].filter(
    (id): id is Y.ID => id instanceof Y.ID,
  )
}

/** Whether a struct hangs in a room the document doesn't have, or not under a key of it. */
function isMisplaced(struct: object): boolean {
  const { parent, parentSub } = struct as { parent?: unknown; parentSub?: string | null }
  return typeof parent === 'string' && (!SHELVES.includes(parent as Shelf) || parentSub === null)
}

function isOdd(shelf: Shelf, key: string, now: unknown): boolean {
  if (key.length > 120) return true
  if (shelf === 'cards') return readCard(now) === undefined
  if (shelf === 'places') return readPlacement(now) === undefined
  return shelf === 'groups' && readGroup(now) === undefined
}

type PlainCard = { author: string; partner: string | null; facet: unknown; createdAt: string; text: string }

/** What somebody did, by what stood under a key before and stands there now. */
function deedsOf(shelf: Shelf, key: string, before: unknown, now: unknown, cardBefore: unknown): Deed[] {
  if (SERVER_SHELVES.includes(shelf)) return [{ is: 'rule' }]
  if (shelf === 'groups') return [{ is: 'group' }]
  if (shelf === 'cards') return cardDeeds(key, before as PlainCard | undefined, now as PlainCard | undefined)
  // A new card is put somewhere, and a deleted one taken from where it lay: that is part of those deeds, not a move.
  if (before === undefined && cardBefore === undefined) return []
  if (now === undefined && cardBefore !== undefined) return [{ is: 'delete', author: (cardBefore as PlainCard).author }]
  return [{ is: 'move' }]
}

function cardDeeds(cardId: string, before: PlainCard | undefined, now: PlainCard | undefined): Deed[] {
  if (!before) return now ? [{ is: 'add', cardId, author: now.author, partner: now.partner }] : []
  if (!now) return [{ is: 'delete', author: before.author }]
  if (now.author !== before.author || now.partner !== before.partner || now.createdAt !== before.createdAt)
    return [{ is: 'rule' }]
  return [{ is: 'edit', author: before.author }]
}
