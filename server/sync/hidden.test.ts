import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, hideCard, showCard } from '#server/board/commands.ts'
import type { Doer, Times } from '#server/board/may.ts'
import { viewBoard } from '#server/board/view.ts'
import { Gate } from './gate.ts'

const TALK: Times = { step: 'talk', viewsShown: true, closed: false }
const anna: Doer = { id: 'anna', kind: 'participant', partnerId: 'council' }
const bela: Doer = { id: 'bela', kind: 'participant', partnerId: 'traders' }
const amira: Doer = { id: 'amira', kind: 'convenor', partnerId: null }
const CLIENTS = new Map([anna, bela, amira].map((doer, i) => [doer, i + 1]))

/** A gate with Anna's card, and somebody's deed brought to it over a copy of their own. */
function aGate() {
  const gate = new Gate(new Y.Doc(), new Map())
  const by = (doer: Doer, act: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    doc.clientID = CLIENTS.get(doer) ?? 9
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc))
    act(doc)
    gate.clients.set(doc.clientID, doer.id)
    const judged = gate.admit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(gate.doc)), doer, TALK)
    return judged.is === 'passed' ? (judged.refused ?? 'passed') : judged.is
  }
  const card = { id: 'anna.1', text: 'A word', place: 'value' as const, facet: null, createdAt: '' }
  by(anna, (doc) => addCard(doc, anna, card))
  return { by, isSeen: () => 'anna.1' in viewBoard(gate.doc).cards }
}

test('the author hides a card and shows it again; nobody else of the room does', () => {
  const { by, isSeen } = aGate()
  expect([by(bela, (doc) => hideCard(doc, bela, 'anna.1')), isSeen()]).toEqual(['belongs-to-another', true])
  expect([by(anna, (doc) => hideCard(doc, anna, 'anna.1')), isSeen()]).toEqual(['passed', false])
  expect([by(bela, (doc) => showCard(doc, bela, 'anna.1')), isSeen()]).toEqual(['belongs-to-another', false])
  expect([by(anna, (doc) => showCard(doc, anna, 'anna.1')), isSeen()]).toEqual(['passed', true])
})

test('what the convenor hid stays hidden until a convenor shows it; its author can still delete it', () => {
  const { by, isSeen } = aGate()
  by(amira, (doc) => hideCard(doc, amira, 'anna.1'))
  expect([by(anna, (doc) => showCard(doc, anna, 'anna.1')), isSeen()]).toEqual(['belongs-to-another', false])
  expect([by(anna, (doc) => hideCard(doc, anna, 'anna.1')), isSeen()]).toEqual(['belongs-to-another', false])
  expect([by(amira, (doc) => showCard(doc, amira, 'anna.1')), isSeen()]).toEqual(['passed', true])
  by(amira, (doc) => hideCard(doc, amira, 'anna.1'))
  expect(by(anna, (doc) => deleteCard(doc, anna, 'anna.1'))).toBe('passed')
})

test('nobody hides in another’s name, hides what isn’t there, or notes anything else', () => {
  const { by, isSeen } = aGate()
  const hidden = (doc: Y.Doc) => doc.getMap('hidden')
  expect(by(anna, (doc) => void hidden(doc).set('anna.1', 'amira'))).toBe('signed-as-another')
  expect(by(anna, (doc) => void hidden(doc).set('anna.1', { by: 'anna' }))).toBe('odd')
  expect(by(anna, (doc) => void hidden(doc).set('anna.9', 'anna'))).toBe('belongs-to-another')
  expect(isSeen()).toBe(true)
})

test('what is laid, hidden and deleted again without a network keeps nothing else from being taken', () => {
  const { by, isSeen } = aGate()
  const card = { id: 'anna.2', text: 'Another', place: 'value' as const, facet: null, createdAt: '' }
  const offline = (doc: Y.Doc) => {
    addCard(doc, anna, card)
    hideCard(doc, anna, card.id)
    deleteCard(doc, anna, card.id)
    hideCard(doc, anna, 'anna.1')
  }
  expect([by(anna, offline), isSeen()]).toEqual(['passed', false])
})

test('a convenor who hid a card while it was being deleted can undo that', () => {
  const { by, isSeen } = aGate()
  const crossing = new Y.Doc()
  by(amira, (doc) => void Y.applyUpdate(crossing, Y.encodeStateAsUpdate(doc)))
  by(anna, (doc) => deleteCard(doc, anna, 'anna.1'))
  hideCard(crossing, amira, 'anna.1')
  expect(by(amira, (doc) => void Y.applyUpdate(doc, Y.encodeStateAsUpdate(crossing)))).toBe('passed')
  expect(by(amira, (doc) => showCard(doc, amira, 'anna.1'))).toBe('passed')
  expect(isSeen()).toBe(false)
})
