import * as Y from 'yjs'
import type { Gate } from './gate.ts'
import { readUpdate } from './read-update.ts'
import { piecesOf } from './seat-shares.ts'
import type { Claim } from './store.ts'

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

/** The clients that an update tells news of. What can't be read is left to the gate. */
function newsOf(gate: Gate, update: Uint8Array): number[] {
  const read = readUpdate(update, () => piecesOf(gate.doc))
  if (typeof read === 'string') return []
  const isNews = ({ id, length }: (typeof read.structs)[number]) => id.clock + length > gate.stateOf(id.client)
  return [...new Set(read.structs.filter(isNews).map(({ id }) => id.client))]
}

/** Whether an update tells news of clients under which its seat is not known to have written. */
export const isStrange = (gate: Gate, update: Uint8Array, seatId: string): boolean =>
  newsOf(gate, update).some((client) => gate.clients.get(client) !== seatId)

/** Whether it tells news of clients that may be anybody's: nobody has said to be here under them. */
export const isAnybodys = (gate: Gate, update: Uint8Array, seatId: string): boolean =>
  newsOf(gate, update).some((client) => gate.ownerOf(client) !== seatId)

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
