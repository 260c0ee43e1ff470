import * as Y from 'yjs'
import { addCard } from '#server/board/commands.ts'
import { ownersIn } from './claims.ts'
import { Gate } from './gate.ts'
import { applyStored } from './put-in.ts'
import { Shown } from './shown.ts'

const CARDS = 150
const AUTHOR = { id: 'nobody', kind: 'participant' as const, partnerId: null }

/**
 * Opens a board of invented cards, as the first to come back after a start will: what has never run takes five times as long.
 * Nothing of it is kept. Takes a tenth of a second the first time, so it is for moments when there is nothing else to do.
 */
export function warmUp(): void {
  const updates = inventedEdits()
  const doc = new Y.Doc()
  const lacks = applyStored(doc, updates) === 'in part'
  const stored = { networkId: '', seq: updates.length, updates, clients: new Map(), damaged: [], closed: false }
  const shown = new Shown({ ...stored, rowsSinceSnapshot: 0, logBytes: 0 }, doc, lacks)
  for (const frame of shown.answer(Uint8Array.of(0))) void frame.packed
  const gate = new Gate(doc, ownersIn(doc, new Map()))
  gate.doc.destroy()
}

function inventedEdits(): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  for (let no = 1; no <= CARDS; no += 1) {
    const id = `${AUTHOR.id}.${no}`
    addCard(doc, AUTHOR, {
      id,
      text: `A card, ${no}`,
      place: 'value',
      facet: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    })
  }
  doc.destroy()
  return updates
}
