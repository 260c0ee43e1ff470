import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard } from './commands.ts'
import { placementOn, writePlacement, writeSessionFact } from './document.ts'
import { SCHEMA, schemaOf, upgrade } from './upgrade.ts'
import { viewBoard } from './view.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
function aBoard() {
  const doc = new Y.Doc()
  addCard(doc, anna, { id: 'anna.1', text: 'Words', place: 'value', facet: null, createdAt: '' })
  return doc
}
const toMiddle = (doc: Y.Doc) => writePlacement(doc, 'anna.1', { place: 'middle', group: null, pos: 'V' })
const fromMiddle = (doc: Y.Doc) => {
  const placement = placementOn(doc, 'anna.1')
  if (placement?.place === 'middle') writePlacement(doc, 'anna.1', { ...placement, place: 'capacity' })
}

test('a document of today is left as it is, and a new one is numbered', () => {
  const doc = aBoard()
  expect([upgrade(doc), schemaOf(doc)]).toEqual(['upgraded', SCHEMA])
  const before = Y.encodeStateAsUpdate(doc)
  expect(upgrade(doc)).toBe('as-it-is')
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})

test('an older document takes every step in order, in one transaction, and once', () => {
  const doc = aBoard()
  let updates = 0
  doc.on('update', () => {
    updates += 1
  })
  const steps = { 1: toMiddle, 2: fromMiddle }
  expect(upgrade(doc, 3, steps)).toBe('upgraded')
  expect([viewBoard(doc).cards['anna.1']?.place, schemaOf(doc), updates]).toEqual(['capacity', 3, 1])
  toMiddle(doc)
  expect(upgrade(doc, 3, steps)).toBe('as-it-is')
  expect(viewBoard(doc).cards['anna.1']?.place).toBe('middle')
})

test('a document that a later program wrote is not touched', () => {
  const doc = aBoard()
  writeSessionFact(doc, 'schema', 9)
  const before = Y.encodeStateAsUpdate(doc)
  expect(upgrade(doc, 3, { 1: toMiddle })).toBe('newer')
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})

test('a number that is none counts as the first', () => {
  for (const odd of ['2', Number.NaN, -1, 1.5, null]) {
    const doc = new Y.Doc()
    writeSessionFact(doc, 'schema', odd)
    expect(schemaOf(doc)).toBe(1)
  }
})
