import * as Y from 'yjs'
import {
  idsOn,
  isBuiltRight,
  keysEver,
  plainOn,
  restore,
  SHELVES,
  type Shelf,
  shelvesOf,
  textOf,
  writerOf,
} from '#server/board/document.ts'
import { type Doer, type Times, type WhyNot, whyNot } from '#server/board/may.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { STRAYS_OF_SEAT, strayOf, whyNoRoom } from './crowding.ts'
import { type Change, deedsOf, isOdd } from './deeds.ts'
import { MOST_STEPS, mayStand } from './order.ts'
import type { Touched } from './protocol.ts'
import { Sitting } from './put-in.ts'
import { type ReadUpdate, readUpdate } from './read-update.ts'
import { MOST_PIECES, piecesOf, SeatShares } from './seat-shares.ts'
import { spotsOf } from './spots.ts'
import { FEW_PIECES, Tangles } from './tangle.ts'
import { effort, TOIL } from './toil.ts'
import { type Typing, typingIn } from './typing.ts'
import { type Look, look, lookAt, type Malformed, type Owner, piecesMore } from './well-formed.ts'

/** Why a change was taken back. `odd`: no page could draw it, or there would be too much of it; `too-many`: of this seat's alone. */
export type Refused = WhyNot | 'odd' | 'too-many'

/**
 * What became of an update at the gate. `passed` is what is stored and shown: what is left of the update; `hasFresh`: it may be
 * under client ids that nobody used before; `pieces`: how many pieces of texts were gone through for it.
 */
export type Judgement =
  | { is: 'malformed'; why: Malformed }
  | { is: 'known' }
  | { is: 'passed'; passed: Uint8Array; refused?: undefined; hasFresh: boolean; pieces: number }
  | { is: 'passed'; passed: Uint8Array; refused: Refused; touched: Touched; hasFresh: boolean; pieces: number }

const GATE = 'gate'
// Of each seat, so that nobody who comes again and again drives out others'.
const MOST_RESERVED = 50
// A client id stays in what everybody is told for good: a page has one each time it is opened.
const MOST_NEW_CLIENTS = 100
const MOST_CLIENTS_OF_SEAT = 2_500
// Of a board, but for a few of each seat: whoever has many takes half of what is free at most.
const MANY_CLIENTS = 15_000
const FEW_CLIENTS_OF_SEAT = 200
// Steps of conflicts.ts, while a room stands: whoever loads the board takes them all again, and honest typing takes next to none.
const MOST_WORK = 1_000_000
const WORK_OF_UNSURE = 2_000
// Tidied up after together they cost a third of what they cost one by one; whoever needs the document waits for no more.
const MOST_TYPED = 64

/**
 * Checks every update before anybody sees it. Keeps the document ahead of what is stored, and a plain copy of every key as
 * it last stood, so that what a seat may not do is taken back in the same breath: the hostile content is gone from the
 * document before it is stored or shown, and the client's later honest edits still fit.
 */
export class Gate {
  readonly #stood = new Map<Shelf, Map<string, { plain: unknown; text?: Y.Text | undefined }>>(
    SHELVES.map((shelf) => [shelf, new Map()]),
  )
  readonly #reserved = new Map<number, string>()
  /** By seat. */
  readonly #reservedOf = new Map<string, Set<number>>()
  readonly #tangles = new Tangles()
  /** By seat. */
  readonly #work = new Map<string, number>()
  readonly #pieces = new SeatShares(MOST_PIECES, (seatId) => piecesOf(this.doc, this.clientsOf(seatId)))
  #doc: Y.Doc
  /** In which what is typed is put in, and the cards whose texts it was typed in. */
  #sitting: Sitting
  readonly #typedIn = new Set<string>()

  constructor(
    doc: Y.Doc,
    /** Whose each client id is that has written anything. */
    readonly clients: Map<number, string>,
  ) {
    this.#doc = doc
    this.#sitting = new Sitting(doc)
    this.wake(doc)
  }

  /** With all that was let in. */
  get doc(): Y.Doc {
    this.#settle()
    return this.#doc
  }

  /** The same, though it may not be tidied up after what was typed: to look something up in. */
  get untidied(): Y.Doc {
    return this.#doc
  }

  /** Goes on with a document that holds all that is known. */
  wake(doc: Y.Doc): void {
    this.#sit(doc)
    for (const shelf of SHELVES) for (const key of doc.getMap(shelf).keys()) this.#note(shelf, key)
  }

  /** Lets go of the document while nobody writes; whose the client ids are stays known. */
  sleep(): void {
    this.#doc.destroy()
    this.#sit(new Y.Doc())
    for (const keys of this.#stood.values()) keys.clear()
  }

  /** Up to which clock everything of a client was let in. */
  stateOf = (client: number): number => Y.getState(this.#doc.store, client)

  /** Whose a client id is; undefined when nobody has used it. */
  ownerOf = (clientId: number): string | undefined => this.clients.get(clientId) ?? this.#reserved.get(clientId)

  /** All client ids under which a seat has written. */
  clientsOf = (seatId: string): number[] =>
    [...this.clients].flatMap(([client, owner]) => (owner === seatId ? [client] : []))

  /** Whether a seat may use so many new client ids at once. */
  mayBring = (seatId: string, fresh: number): boolean =>
    fresh === 0 || (fresh <= MOST_NEW_CLIENTS && this.#hasRoomFor(this.clientsOf(seatId).length, fresh))

  #hasRoomFor(own: number, fresh: number): boolean {
    const share = Math.min(MOST_CLIENTS_OF_SEAT, (MANY_CLIENTS - (this.clients.size - own)) / 2)
    return own + fresh <= Math.max(FEW_CLIENTS_OF_SEAT, share)
  }

  /** Keeps a client id for the seat that is present under it, so that nobody writes first in its name. */
  reserve(clientId: number, seatId: string): void {
    const own = this.#reservedOf.get(seatId) ?? new Set<number>()
    this.#reservedOf.set(seatId, own)
    this.#reserved.set(clientId, seatId)
    own.delete(clientId)
    const [oldest] = own.add(clientId)
    if (own.size <= MOST_RESERVED || oldest === undefined) return
    own.delete(oldest)
    if (this.#reserved.get(oldest) === seatId) this.#reserved.delete(oldest)
  }

  /** What can be said of an update before anything of it is put in. Client ids that nobody used before are put into `fresh`. */
  look = (update: Uint8Array, seatId: string, fresh: Set<number>): Look =>
    look(update, this.doc, this.#owner(seatId, fresh, this.doc))

  #owner = (seatId: string, fresh: Set<number>, doc: Y.Doc): Owner => ({
    mayUse: (clientId) => {
      if (!this.clients.has(clientId)) fresh.add(clientId)
      return (this.ownerOf(clientId) ?? seatId) === seatId
    },
    isAuthorOf: (cardId) => {
      const card = doc.getMap('cards').get(cardId)
      return card instanceof Y.Map && card.get('author') === seatId
    },
  })

  /** Lets an update by this doer in, in whole or in part, or not at all. Throws only when Yjs does. */
  admit(update: Uint8Array, doer: Doer, times: Times): Judgement {
    const read = readUpdate(update, () => piecesOf(this.#doc))
    if (typeof read === 'string') return { is: 'malformed', why: read }
    let { found, fresh, typing } = this.#lookFirst(read, doer, times)
    // It may lean on what is gone once all is tidied.
    if (this.#sitting.count > 0 && !typing) {
      this.#settle()
      ;({ found, fresh, typing } = this.#lookFirst(read, doer, times))
    }
    if (found.is === 'malformed') return found
    const work = (this.#work.get(doer.id) ?? 0) + found.steps + (found.unsure.length > 0 ? WORK_OF_UNSURE : 0)
    if (work > MOST_WORK) return { is: 'malformed', why: 'too-many-structs' }
    this.#work.set(doer.id, work)
    if (!this.mayBring(doer.id, fresh.size) || !this.#pieces.mayAdd(doer.id, found.pieces))
      return { is: 'malformed', why: 'too-many-structs' }
    if (typing) {
      this.#pieces.add(doer.id, found.pieces)
      this.#type(typing)
      return { is: 'passed', passed: typing.update, hasFresh: false, pieces: typing.pieces }
    }
    const stood = found.unsure.length > 0 ? Y.encodeStateAsUpdate(this.doc) : undefined
    // To go back to it costs as much again, twice.
    if (stood) effort.us += 3 * (stood.length * TOIL.madeByte + piecesOf(this.doc) * TOIL.piece)
    const { passed, touched, account } = this.#watch(() => Y.applyUpdate(this.doc, update, GATE))
    // Well formed as it seemed, some of it waits for what may never come: whoever wrote that by hand gets none of it.
    const waits = (this.doc.store.pendingStructs ?? this.doc.store.pendingDs) !== null
    this.doc.store.pendingStructs = null
    this.doc.store.pendingDs = null
    const steps = { left: MOST_STEPS }
    if (stood && (waits || !found.unsure.every((letter) => mayStand(this.doc, letter, steps)))) {
      this.#goBack(stood)
      return { is: 'malformed', why: 'unknown-place' }
    }
    if (!passed) return waits ? { is: 'malformed', why: 'missing-predecessor' } : { is: 'known' }
    this.#pieces.add(doer.id, found.pieces)
    const stepsBefore = this.#tangles.steps
    const knots = touched.flatMap(([shelf, key]) => (shelf === 'cards' && this.#isKnot(key) ? [key] : []))
    const pieces = this.#tangles.steps - stepsBefore
    const nows: unknown[] = []
    const refused = waits || knots.length > 0 ? 'odd' : this.#judge(touched, doer, times, nows)
    if (!refused) {
      touched.forEach(([shelf, key], no) => void this.#note(shelf, key, nows[no]))
      return { is: 'passed', passed, hasFresh: fresh.size > 0, pieces }
    }
    // To take back each of them is as much again.
    effort.us += touched.length * TOIL.undoing
    const { passed: left } = this.#watch(() => this.#undo(touched, knots, account))
    if (!left) throw new Error('it isn’t told what was taken back')
    for (const [shelf, key] of touched) this.#note(shelf, key)
    return { is: 'passed', passed: left, refused, touched, hasFresh: true, pieces }
  }

  /** `typing`: if it is that and nothing else, and may pass as it is. */
  #lookFirst(read: ReadUpdate, doer: Doer, times: Times): { found: Look; fresh: Set<number>; typing?: Typing } {
    const fresh = new Set<number>()
    const typing = typingIn(read, this.#doc)
    const mayType = typing !== undefined && this.#mayType(typing, doer, times)
    if (mayType && typing.isSimple) {
      const pieces = piecesMore(read, this.#doc)
      return { found: { is: 'well-formed', unsure: [], steps: 0, pieces }, fresh, typing }
    }
    const found = lookAt(read, this.#doc, this.#owner(doer.id, fresh, this.#doc))
    const isPlain = found.is === 'well-formed' && found.unsure.length === 0 && fresh.size === 0
    return isPlain && mayType ? { found, fresh, typing } : { found, fresh }
  }

  /** Whether typing may pass as it is: by the card's author, who is known, and it stays what a page can draw. */
  #mayType({ cardId, text, client, grows, pieces }: Typing, doer: Doer, times: Times): boolean {
    const stood = this.#stood.get('cards')?.get(cardId)
    if (stood?.text !== text || (client !== undefined && this.clients.get(client) !== doer.id)) return false
    const { author } = stood.plain as { author: string }
    return (
      author === doer.id &&
      pieces < FEW_PIECES &&
      text.length + grows <= LIMITS.cardText &&
      whyNot(doer, { is: 'edit', author }, times) === undefined
    )
  }

  #type({ cardId, update }: Typing): void {
    this.#sitting.putIn(update)
    if (this.#doc.store.pendingStructs || this.#doc.store.pendingDs) throw new Error('what was typed leans on nothing')
    this.#typedIn.add(cardId)
    if (this.#sitting.count >= MOST_TYPED) this.#settle()
  }

  /** Tidies up after what was typed, and takes note of it. */
  #settle(): void {
    if (this.#sitting.count === 0) return
    this.#sitting.end()
    const typedIn = [...this.#typedIn]
    this.#typedIn.clear()
    for (const cardId of typedIn) this.#note('cards', cardId)
  }

  #sit(doc: Y.Doc): void {
    this.#doc = doc
    this.#sitting = new Sitting(doc)
    this.#typedIn.clear()
  }

  /** Takes note of what the server itself writes; answers the update that tells it, if anything changed. */
  noteServer(write: () => void): Uint8Array | undefined {
    const { passed, touched } = this.#watch(write)
    for (const [shelf, key] of touched) this.#note(shelf, key)
    return passed
  }

  /**
   * Does something to the document: which keys it touched, and what it came to. That is Yjs' own account of it and not the
   * bytes that came, which may hold what nobody would ever see.
   */
  #watch(act: () => void): { passed: Uint8Array | undefined; touched: Touched; account: readonly Y.Transaction[] } {
    const touched = new Map<string, readonly [Shelf, string]>()
    const updates: Uint8Array[] = []
    const account: Y.Transaction[] = []
    const shelves = shelvesOf(this.doc)
    const heard = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      account.push(transaction)
      updates.push(update)
      for (const [type, keys] of transaction.changed)
        for (const spot of spotsOf(type, keys, shelves)) touched.set(spot.join(' '), spot)
    }
    this.doc.on('update', heard)
    try {
      act()
    } finally {
      this.doc.off('update', heard)
    }
    const passed = updates.length > 1 ? Y.mergeUpdates(updates) : updates[0]
    return { passed, touched: [...touched.values()], account }
  }

  /** Why this may not be, if it may not; puts what stands under each key now into `nows`. */
  #judge(touched: Touched, doer: Doer, times: Times, nows: unknown[]): Refused | undefined {
    const look = (shelf: Shelf, key: string) => {
      const before = this.#stood.get(shelf)?.get(key)?.plain
      // Of a card that only lies elsewhere now no letter need be looked at.
      const isTouched = shelf !== 'cards' || cards.has(key)
      return { before, now: isTouched ? plainOn(this.doc, shelf, key) : before }
    }
    const cards = new Set(touched.flatMap(([shelf, key]) => (shelf === 'cards' ? [key] : [])))
    const grown = new Map<Shelf, number>()
    const crossed = new Set<Shelf>()
    for (const [shelf, key] of touched) {
      const card = look('cards', key)
      const change: Change = { shelf, key, ...(shelf === 'cards' ? card : look(shelf, key)), card }
      nows.push(change.now)
      if (!isBuiltRight(this.doc, shelf, key) || isOdd(change)) return 'odd'
      for (const deed of deedsOf(change)) {
        const why = whyNot(doer, deed, times)
        if (why) return why
      }
      const stray = strayOf(this.doc, change)
      if (stray === 'never-laid') return 'odd'
      if (stray === 'crossed' && change.before === undefined) crossed.add(shelf)
      const more = Number(change.now !== undefined) - Number(change.before !== undefined)
      grown.set(shelf, (grown.get(shelf) ?? 0) + more)
    }
    for (const shelf of crossed) if (this.#hasManyStrays(shelf, doer)) return 'odd'
    for (const [shelf, more] of grown) {
      const why = whyNoRoom(shelf, more, this.#stood.get(shelf), doer, this.#isTheirs(shelf, doer))
      if (why) return why
    }
    return undefined
  }

  /** Whether somebody wrote last what lies under a key. Whom nobody knows yet comes with this update. */
  #isTheirs =
    (shelf: Shelf, { id }: Doer) =>
    (key: string): boolean =>
      (this.clients.get(writerOf(this.#doc, shelf, key) ?? -1) ?? id) === id

  #hasManyStrays(shelf: Shelf, doer: Doer): boolean {
    const isTheirs = this.#isTheirs(shelf, doer)
    // All keys there ever were are gone through.
    effort.us += keysEver(this.doc, shelf) * TOIL.piece
    const strays = idsOn(this.doc, shelf).filter((key) => !this.#stood.get('cards')?.has(key) && isTheirs(key))
    return strays.length > STRAYS_OF_SEAT
  }

  /** A document can't forget what it took: another, as it stood before, takes its place. */
  #goBack(stood: Uint8Array): void {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, stood)
    // Only now: a document that is brought its own structs takes another id.
    doc.clientID = this.doc.clientID
    this.sleep()
    this.wake(doc)
  }

  #isKnot(cardId: string): boolean {
    const text = textOf(this.doc, cardId)
    return text !== undefined && this.#tangles.has(cardId, text)
  }

  /**
   * Of `knots` not even what was taken back may stay: those cards are written anew, and their texts collected. What is told of it
   * begins where `account` began, and so tells of both what is left, and no more: not what else was ever deleted.
   */
  #undo(touched: Touched, knots: readonly string[], account: readonly Y.Transaction[]): void {
    this.doc.transact((transaction) => {
      for (const [shelf, key] of touched) {
        const stood = this.#stood.get(shelf)?.get(key)
        if (shelf === 'cards' && knots.includes(key)) {
          restore(this.doc, shelf, key, stood?.plain)
          continue
        }
        const same =
          isBuiltRight(this.doc, shelf, key) && jsonOf(stood?.plain) === jsonOf(plainOn(this.doc, shelf, key))
        if (!same) restore(this.doc, shelf, key, stood?.plain, stood?.text)
      }
      transaction.deleteSet = Y.mergeDeleteSets([...account, transaction].map(({ deleteSet }) => deleteSet))
      transaction.beforeState = account[0]?.beforeState ?? transaction.beforeState
    }, GATE)
  }

  #note(shelf: Shelf, key: string, plain = plainOn(this.doc, shelf, key)): void {
    if (plain === undefined) this.#stood.get(shelf)?.delete(key)
    else this.#stood.get(shelf)?.set(key, { plain, text: shelf === 'cards' ? textOf(this.doc, key) : undefined })
  }
}

const jsonOf = (thing: unknown): string | undefined => (thing === undefined ? undefined : JSON.stringify(thing))
