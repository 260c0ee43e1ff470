import * as Y from 'yjs'
import { authorOver } from '#server/board/document.ts'
import type { Gate } from './gate.ts'
import { type ReadUpdate, readUpdate } from './read-update.ts'
import { piecesOf } from './seat-shares.ts'
import type { Claim } from './store.ts'
import { standingIn } from './well-formed.ts'

/** The seat of whatever a server writes. */
export const SERVER_SEAT = 'server'

/** Whose each client id in a document is. What nobody's seat is known for was written by a server, and is nobody's to go on with. */
export function ownersIn(doc: Y.Doc, known: ReadonlyMap<number, string>): Map<number, string> {
  const owners = new Map(Array.from(doc.store.clients.keys(), (client) => [client, SERVER_SEAT]))
  for (const [client, seatId] of known) owners.set(client, seatId)
  return owners.set(doc.clientID, SERVER_SEAT)
}

/** The client ids an update uses for the first time: from now on they are this seat's. */
export function claim(gate: Gate, update: Uint8Array, seatId: string): Claim[] {
  const fresh = [...Y.parseUpdateMeta(update).to.keys()].filter((client) => !gate.clients.has(client))
  for (const client of fresh) gate.clients.set(client, seatId)
  return fresh.map((client) => [client, seatId] as const)
}

/** What an update tells; undefined of what can't be read, which is left to the gate. */
function read(gate: Gate, update: Uint8Array): ReadUpdate | undefined {
  const told = readUpdate(update, () => piecesOf(gate.doc))
  return typeof told === 'string' ? undefined : told
}

/** The clients that an update tells news of. */
function newsOf(gate: Gate, { structs }: ReadUpdate): number[] {
  const isNews = ({ id, length }: (typeof structs)[number]) => id.clock + length > gate.stateOf(id.client)
  return [...new Set(structs.filter(isNews).map(({ id }) => id.client))]
}

/** What stands here and an update takes away. None of what is not in order, as Yjs writes it: it may be gone through again and again. */
function* takenBy(gate: Gate, { ds }: ReadUpdate): Generator<Y.Item> {
  for (const [client, ranges] of ds.clients) {
    let from = 0
    for (const { clock, len } of ranges) {
      if (clock < from) return
      from = clock + len
      yield* standingIn(gate.untidied.store, client, clock, from)
    }
  }
}

/**
 * Whether an update takes away what somebody else wrote: words or a card of theirs, as no page does but in repeating what they did
 * themselves; or, if `anything` counts, what else they laid, and puts nothing in its place.
 */
function takes(what: 'words' | 'anything', gate: Gate, told: ReadUpdate, seatId: string): boolean {
  if (told.ds.clients.size === 0) return false
  const replaced = new Set(told.structs.map((struct) => idOf((struct as Partial<Y.Item>).origin)))
  for (const item of takenBy(gate, told)) {
    const author = authorOver(gate.untidied, item)
    if (author !== null && author !== seatId) return true
    const isOwn = author !== null || gate.clients.get(item.id.client) === seatId
    if (what === 'anything' && !isOwn && !replaced.has(idOf(item.lastId))) return true
  }
  return false
}

const idOf = (id: Y.ID | null | undefined): string => (id ? `${id.client}.${id.clock}` : '')

/**
 * Whether an update tells news of clients under which its seat is not known to have written, or takes away what is others': whoever
 * comes over repeats what they saw elsewhere, and it would be put back as if they had done it.
 */
export function isStrange(gate: Gate, update: Uint8Array, seatId: string): boolean {
  const told = read(gate, update)
  if (!told) return false
  const isOthers = newsOf(gate, told).some((client) => gate.clients.get(client) !== seatId)
  return isOthers || takes('anything', gate, told, seatId)
}

/**
 * Whether it may be anybody's doing: it tells news of clients under which nobody has said to be here, or takes away somebody
 * else's words.
 */
export function isAnybodys(gate: Gate, update: Uint8Array, seatId: string): boolean {
  const told = read(gate, update)
  if (!told) return false
  return newsOf(gate, told).some((client) => gate.ownerOf(client) !== seatId) || takes('words', gate, told, seatId)
}

/**
 * The client ids that an update is the first to use, as far as is known here: to be kept for its seat. None where it brings too
 * many, or is turned away for what it is: ids are not to be had for nothing.
 */
export function claimsOf(gate: Gate, update: Uint8Array, seatId: string): Claim[] {
  const fresh = new Set<number>()
  const { is } = gate.look(update, seatId, fresh)
  const isTaken = is === 'well-formed' && gate.mayBring(seatId, fresh.size)
  return isTaken ? [...fresh].map((client) => [client, seatId] as const) : []
}
