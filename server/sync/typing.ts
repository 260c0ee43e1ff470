import * as Y from 'yjs'
import { cardOfText } from '#server/board/document.ts'
import type { ReadUpdate } from './read-update.ts'
import { FEW_PIECES } from './tangle.ts'
import { type Deleted, writeTyped } from './typed-update.ts'

// Who deletes more runs than these at once is judged as everything else is.
const MOST_DELETED = 64

/** Letters of one client, typed and deleted in the text of one card: what is judged without being put in first. */
export interface Typing {
  readonly cardId: string
  readonly text: Y.Text
  readonly client: number | undefined
  /** How many letters longer the text gets. */
  readonly grows: number
  /** In how many pieces the text lies afterwards, at most; many are not counted to their end. */
  readonly pieces: number
  /** Whether it is one run at most, between two neighbours: then nothing is wrong with it as such, and Yjs puts it in at once. */
  readonly isSimple: boolean
  /** The update as Yjs writes it: the bytes that came may hold what nobody would ever see. */
  readonly update: Uint8Array
}

/**
 * Whether an update is news through and through, and types in the text of one card that this document has, and nowhere else.
 * Undefined when it is anything else, which need not be worse.
 */
export function typingIn({ structs, ds }: ReadUpdate, doc: Y.Doc): Typing | undefined {
  const [first] = structs
  const spot = new OneText()
  const client = first?.id.client
  const since = client === undefined ? 0 : Y.getState(doc.store, client)
  let clock = since
  for (const struct of structs) {
    if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString && struct.length > 0)) return undefined
    if (struct.id.client !== client || struct.id.clock !== clock || struct.parentSub !== null) return undefined
    clock += struct.length
    // What leans on letters of this update stands in the one text that all before it stand in.
    const isNew = (id: Y.ID) => id.client === client && id.clock >= since
    const beside = [struct.origin, struct.rightOrigin].filter((id) => id !== null)
    for (const id of beside)
      if (!isNew(id) && !(isIn(doc, id) && spot.holds(Y.getItem(doc.store, id)))) return undefined
    const parent: unknown = struct.parent
    if (beside.length === 0 && !(parent instanceof Y.ID && isIn(doc, parent) && spot.is(Y.getItem(doc.store, parent))))
      return undefined
  }
  const deleted = deletedIn(ds, doc, spot)
  if (!deleted) return undefined
  const { text } = spot
  const cardId = text && cardOfText(doc, text)
  if (!text || cardId === undefined) return undefined
  const pieces = piecesIn(text, FEW_PIECES) + 2 * (structs.length + deleted.length)
  const grows = clock - since - deleted.reduce((sum, { len }) => sum + len, 0)
  const isSimple = structs.length < 2 && (structs as Y.Item[]).every((struct) => isBetweenNeighbours(struct, text, doc))
  return { cardId, text, client, grows, pieces, isSimple, update: writeTyped(structs as Y.Item[], deleted) }
}

const isIn = ({ store }: Y.Doc, { client, clock }: Y.ID): boolean => clock < Y.getState(store, client)

/** Whether nothing stands between the two that letters were typed between. */
function isBetweenNeighbours({ origin, rightOrigin }: Y.Item, text: Y.Text, doc: Y.Doc): boolean {
  if (origin && !isIn(doc, origin)) return false
  const left = origin && (Y.getItem(doc.store, origin) as Y.Item)
  const isWithin = left && origin.clock < left.id.clock + left.length - 1
  const next = isWithin ? Y.createID(origin.client, origin.clock + 1) : (left ? left.right : text._start)?.id
  return next && rightOrigin ? Y.compareIDs(next, rightOrigin) : !next && !rightOrigin
}

/** Which letters of the text are newly deleted: what was before passes unseen. Undefined when anything else is, or they are many. */
function deletedIn({ clients }: ReadUpdate['ds'], { store }: Y.Doc, spot: OneText): Deleted[] | undefined {
  const deleted: Deleted[] = []
  let seen = 0
  for (const [client, ranges] of clients) {
    const state = Y.getState(store, client)
    let before = 0
    for (const { clock, len } of ranges) {
      if (clock < before || clock + len > state) return undefined
      before = clock + len
      for (let at = clock; at < clock + len; ) {
        const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, at))
        const end = Math.min(clock + len, item.id.clock + item.length)
        seen += 1
        if (seen > MOST_DELETED) return undefined
        if (!item.deleted) {
          if (!spot.holds(item)) return undefined
          deleted.push({ client, clock: at, len: end - at })
        }
        at = end
      }
    }
  }
  return deleted
}

/** One text, which the first that is asked about stands in. */
class OneText {
  text: Y.Text | undefined

  /** Whether something stands in it. */
  holds = (item: Y.Item | Y.GC): boolean => item instanceof Y.Item && item.parentSub === null && this.#has(item.parent)

  /** Whether something is this text itself. */
  is = (item: Y.Item | Y.GC): boolean =>
    item instanceof Y.Item && item.content instanceof Y.ContentType && this.#has(item.content.type)

  #has(type: unknown): boolean {
    if (!(type instanceof Y.Text)) return false
    this.text ??= type
    return this.text === type
  }
}

/** In how many pieces a text lies, counted no further than `most`. */
function piecesIn(text: Y.Text, most: number): number {
  let pieces = 0
  for (let at = text._start; at && pieces < most; at = at.right) pieces += 1
  return pieces
}
