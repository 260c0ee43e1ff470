import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { answerWith } from '#server/board/commands.ts'
import { cardOn } from '#server/board/document.ts'
import { aGate, amira, anna, bela, TALK, updateOf } from './a-gate.ts'

/** Somebody's deed on Anna's card, what the gate says to it, and what the card says then. */
function asking(doer: typeof anna, act: (doc: Y.Doc) => void, times = TALK) {
  const { gate, client } = aGate()
  const theirs = client(2)
  gate.clients.set(2, doer.id)
  const judged = gate.admit(updateOf(theirs, act), doer, times)
  const { facet, author, partner, createdAt } = cardOn(gate.doc, 'anna.1') ?? {}
  return { said: judged.is === 'passed' ? (judged.refused ?? 'passed') : judged.is, facet, author, partner, createdAt }
}
const SIGNED = { author: 'anna', partner: 'council', createdAt: '2026-01-01T00:00:00Z' }
const field = (name: string, value: unknown) => (doc: Y.Doc) =>
  void (doc.getMap('cards').get('anna.1') as Y.Map<unknown>).set(name, value)

test('the author of a card changes what it is about, and nobody else does', () => {
  expect(asking(anna, (doc) => answerWith(doc, anna, 'anna.1', 'scope'))).toEqual({
    said: 'passed',
    facet: 'scope',
    ...SIGNED,
  })
  for (const other of [bela, amira])
    expect(asking(other, (doc) => answerWith(doc, other, 'anna.1', 'scope'))).toEqual({
      ...{ said: 'belongs-to-another', facet: null },
      ...SIGNED,
    })
})

test('what a card is about changes at the times when its words may, and no others', () => {
  const about = (doc: Y.Doc) => answerWith(doc, anna, 'anna.1', 'scope')
  expect(asking(anna, about, { ...TALK, step: 'rate' }).said).toBe('not-the-time')
  expect(asking(anna, about, { ...TALK, closed: true }).said).toBe('closed')
  expect(asking(anna, about, { ...TALK, checked: true }).said).toBe('checked-first')
})

test('its author changes nothing else of a card that is set once, and says nothing that is no question of ours', () => {
  for (const [name, value] of [
    ['author', 'bela'],
    ['partner', 'traders'],
    ['createdAt', '2020-01-01T00:00:00Z'],
  ] as const)
    expect(asking(anna, field(name, value))).toEqual({ said: 'servers-own', facet: null, ...SIGNED })
  for (const value of ['weather', '', 7])
    expect(asking(anna, field('facet', value))).toEqual({ said: 'odd', facet: null, ...SIGNED })
  const both = (doc: Y.Doc) =>
    doc.transact(() => {
      field('facet', 'scope')(doc)
      field('partner', 'traders')(doc)
    })
  expect(asking(anna, both)).toEqual({ said: 'servers-own', facet: null, ...SIGNED })
})
