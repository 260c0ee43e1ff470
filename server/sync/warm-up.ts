import * as Y from 'yjs'
import { writeCard, writePlacement } from '#server/board/document.ts'
import { ownersIn } from './claims.ts'
import { Gate } from './gate.ts'
import { applyStored } from './put-in.ts'
import { Shown } from './shown.ts'

const CARDS = 150

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
  for (let no = 100; no < 100 + CARDS; no += 1)
    doc.transact(() => {
      writeCard(doc, `nobody.${no}`, {
        text: `A card, ${no}`,
        author: 'nobody',
        partner: null,
        facet: null,
        createdAt: '',
      })
      writePlacement(doc, `nobody.${no}`, { place: 'value', group: null, pos: `V${no}` })
    })
  doc.destroy()
  return updates
}
