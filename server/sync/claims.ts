import * as Y from 'yjs'
import type { Gate } from './gate.ts'
import { readUpdate } from './read-update.ts'
import { piecesOf } from './seat-shares.ts'

/** The seat of whatever a server writes. */
export const SERVER_SEAT = 'server'

/** Whose each client id in a document is. What nobody's seat is known for was written by a server, and is nobody's to go on with. */
export function ownersIn(doc: Y.Doc, known: ReadonlyMap<number, string>): Map<number, string> {
  const owners = new Map(Array.from(doc.store.clients.keys(), (client) => [client, SERVER_SEAT]))
  for (const [client, seatId] of known) owners.set(client, seatId)
  return owners.set(doc.clientID, SERVER_SEAT)
}

/** The client ids an update uses for the first time: from now on they are this seat's. */
export function claim(gate: Gate, update: Uint8Array, seatId: string): (readonly [number, string])[] {
  const fresh = [...Y.parseUpdateMeta(update).to.keys()].filter((client) => !gate.clients.has(client))
  for (const client of fresh) gate.clients.set(client, seatId)
  return fresh.map((client) => [client, seatId] as const)
}

/** Whether an update tells news of clients that aren't known to be this seat's. What can't be read is left to the gate. */
export function isStrange(gate: Gate, update: Uint8Array, seatId: string): boolean {
  const read = readUpdate(update, () => piecesOf(gate.doc))
  if (typeof read === 'string') return false
  return read.structs.some(
    ({ id, length }) => id.clock + length > Y.getState(gate.doc.store, id.client) && gate.ownerOf(id.client) !== seatId,
  )
}
