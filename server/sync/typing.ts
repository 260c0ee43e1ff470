import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { cardOfText } from '#server/board/document.ts'
import type { ReadUpdate } from './read-update.ts'

// Who deletes more runs than these at once is judged as everything else is.
const MOST_DELETED = 64

/** Letters of one client, typed and deleted in the text of one card: what is judged without being put in first. */
export interface Typing {
  readonly cardId: string
  readonly text: Y.Text
  readonly client: number | undefined
  /** How many letters longer the text gets. */
  readonly grows: number
  /** In how many pieces the text lies afterwards, at most. */
  readonly pieces: number
  /** The update as Yjs writes it: the bytes that came may hold what nobody would ever see. */
  readonly update: Uint8Array
}

/**
 * Whether an update, well formed beside this document, is news through and through, and types in the text of one card that
 * the document has, and nowhere else. Undefined when it is anything else, which need not be worse.
 */
export function typingIn({ structs, ds }: ReadUpdate, doc: Y.Doc): Typing | undefined {
  const [first] = structs
  const spot = new OneText()
  const client = first?.id.client
  const since = client === undefined ? 0 : Y.getState(doc.store, client)
  let clock = since
  for (const struct of structs) {
    if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) return undefined
    if (struct.id.client !== client || struct.id.clock !== clock || struct.parentSub !== null) return undefined
    clock += struct.length
    // What leans on letters of this update stands in the one text that all before it stand in.
    const isNew = (id: Y.ID) => id.client === client && id.clock >= since
    const beside = [struct.origin, struct.rightOrigin].filter((id) => id !== null)
    for (const id of beside) if (!isNew(id) && !spot.holds(Y.getItem(doc.store, id))) return undefined
    const parent: unknown = struct.parent
    if (beside.length === 0 && !(parent instanceof Y.ID && !isNew(parent) && spot.is(Y.getItem(doc.store, parent))))
      return undefined
  }
  const deleted = deletedIn(ds, doc, spot, (author, end) => author !== client || end <= since)
  if (!deleted) return undefined
  const { text } = spot
  const cardId = text && cardOfText(doc, text)
  if (!text || cardId === undefined) return undefined
  const pieces = piecesIn(text) + 2 * (structs.length + deleted.length)
  const grows = clock - since - deleted.reduce((sum, { len }) => sum + len, 0)
  return { cardId, text, client, grows, pieces, update: written(structs as Y.Item[], deleted) }
}

/** The client that an update tells of first; undefined when it tells of none, or can't be read. */
export function firstClientIn(update: Uint8Array): number | undefined {
  const decoder = decoding.createDecoder(update)
  try {
    const [clients] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
    return clients > 0 ? decoding.readVarUint(decoder) : undefined
  } catch {
    return undefined
  }
}

/** Letters of one client that are deleted. */
interface Deleted {
  readonly client: number
  readonly clock: number
  readonly len: number
}

/** Which letters of the text are newly deleted: what was before passes unseen. Undefined when anything else is, or they are many. */
function deletedIn(
  { clients }: ReadUpdate['ds'],
  { store }: Y.Doc,
  spot: OneText,
  isThere: (client: number, end: number) => boolean,
): Deleted[] | undefined {
  const deleted: Deleted[] = []
  let seen = 0
  for (const [client, ranges] of clients)
    for (const { clock, len } of ranges) {
      if (!isThere(client, clock + len)) return undefined
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

function piecesIn(text: Y.Text): number {
  let pieces = 0
  for (let at = text._start; at; at = at.right) pieces += 1
  return pieces
}

function written(structs: readonly Y.Item[], deleted: readonly Deleted[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const count = (number: number) => encoding.writeVarUint(encoder.restEncoder, number)
  const [first] = structs
  count(first ? 1 : 0)
  if (first) {
    count(structs.length)
    encoder.writeClient(first.id.client)
    count(first.id.clock)
    for (const struct of structs) struct.write(encoder, 0)
  }
  const clients = [...new Set(deleted.map(({ client }) => client))].sort((a, b) => b - a)
  count(clients.length)
  for (const client of clients) {
    const own = deleted.filter((one) => one.client === client)
    encoder.resetDsCurVal()
    count(client)
    count(own.length)
    for (const { clock, len } of own) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}
