import * as Y from 'yjs'
import { addCard } from '#server/board/commands.ts'
import { plainOn, SHELVES } from '#server/board/document.ts'
import type { Doer, Times } from '#server/board/may.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { Gate } from './gate.ts'

export const TALK: Times = { step: 'talk', viewsShown: true, closed: false }
export const anna: Doer = { id: 'anna', kind: 'participant', partnerId: 'council' }
export const bela: Doer = { id: 'bela', kind: 'participant', partnerId: 'traders' }
export const amira: Doer = { id: 'amira', kind: 'convenor', partnerId: null }
export const screen: Doer = { id: 'sofia', kind: 'screen', partnerId: null }
export const aCard = (id: string, place: Place = 'value', text = `Words of ${id}`) => ({
  id,
  text,
  place,
  facet: null,
  createdAt: '2026-01-01T00:00:00Z',
})

/** A gate with one card of Anna's, and a client of somebody's that has it too. */
export function aGate() {
  const gate = new Gate(new Y.Doc(), new Map())
  const client = (id: number) => {
    const doc = new Y.Doc()
    doc.clientID = id
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc))
    return doc
  }
  const own = client(1)
  gate.clients.set(1, 'anna')
  addCard(own, anna, aCard('anna.1'))
  gate.admit(Y.encodeStateAsUpdate(own), anna, TALK)
  return { gate, own, client }
}

/** What a document's owner does, as the update that is sent for it. */
export function updateOf(doc: Y.Doc, act: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  const updates: Uint8Array[] = []
  const heard = (update: Uint8Array) => updates.push(update)
  doc.on('update', heard)
  act(doc)
  doc.off('update', heard)
  return updates.length > 0 ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(doc, before)
}

/** All that a document shows, in order. */
export const plain = (doc: Y.Doc) =>
  Object.fromEntries(
    SHELVES.map((shelf) => [
      shelf,
      Object.fromEntries([...doc.getMap(shelf).keys()].sort().map((k) => [k, plainOn(doc, shelf, k)])),
    ]),
  )
