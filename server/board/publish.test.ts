import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { deleteCard, editText, moveCard } from './commands.ts'
import { sessionFacts } from './document.ts'
import { correctPartners, type Facts, publish, SERVER, type ShownView } from './publish.ts'
import { viewBoard } from './view.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const FACTS: Facts = { step: 'show-views', stepNo: 3, viewsShown: true, closed: false }
const aView = (seatId: string, n: number, more: Partial<ShownView> = {}): ShownView => ({
  id: `${seatId}.${n}`,
  seatId,
  partnerId: `of ${seatId}`,
  place: 'value',
  facet: 'purpose',
  text: `View ${n} of ${seatId}`,
  createdAt: '2026-01-01T00:00:00Z',
  ...more,
})
const aBoard = (...views: ShownView[]) => {
  const doc = new Y.Doc()
  publish(doc, FACTS, views)
  return { doc, view: () => viewBoard(doc) }
}

test('shown views lie at their places in the order they were given, signed by their seats', () => {
  const { view } = aBoard(aView('anna', 1), aView('bela', 1), aView('anna', 2, { place: 'middle' }))
  expect(view().places).toEqual({ value: ['anna.1', 'bela.1'], authorising: [], capacity: [], middle: ['anna.2'] })
  expect(view().cards['bela.1']).toMatchObject({ author: 'bela', partner: 'of bela', facet: 'purpose', no: 2 })
})

test('all of it is one transaction of the server’s, and the second time there is none', () => {
  const doc = new Y.Doc()
  const origins: unknown[] = []
  doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin))
  publish(doc, FACTS, [aView('anna', 1), aView('bela', 1)])
  publish(doc, FACTS, [aView('anna', 1), aView('bela', 1)])
  expect(origins).toEqual([SERVER])
})

test('a view that is shown later comes after what people sorted meanwhile, and changes nothing of it', () => {
  const { doc, view } = aBoard(aView('anna', 1), aView('anna', 2))
  moveCard(doc, anna, 'anna.1', { place: 'value', no: 2 })
  editText(doc, anna, 'anna.2', 'In other words')
  publish(doc, FACTS, [aView('anna', 1), aView('anna', 2), aView('bela', 1)])
  expect(view().places.value).toEqual(['anna.2', 'anna.1', 'bela.1'])
  expect(view().cards['anna.2']?.text).toBe('In other words')
})

test('what its author took away stays away', () => {
  const { doc, view } = aBoard(aView('anna', 1))
  deleteCard(doc, anna, 'anna.1')
  publish(doc, { ...FACTS, step: 'talk', stepNo: 4 }, [aView('anna', 1)])
  expect([view().places.value, view().session.step]).toEqual([[], 'talk'])
})

test('the session says what all screens need, and nothing of who is in it', () => {
  const { doc } = aBoard()
  expect(sessionFacts(doc)).toEqual(FACTS)
  publish(doc, { ...FACTS, nobody: true, checked: true }, [])
  expect(viewBoard(doc).session).toMatchObject({ nobody: true, checked: true })
})

test('two servers that publish the same at once put every view on the board once', () => {
  const [a, b] = [aBoard(aView('anna', 1)), aBoard(aView('anna', 1))]
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc))
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc))
  expect(a.view().places.value).toEqual(['anna.1'])
  expect(b.view()).toEqual(a.view())
})

test('cards follow their author to the partner they speak for now; the others stay', () => {
  const { doc, view } = aBoard(aView('anna', 1), aView('bela', 1))
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  correctPartners(
    doc,
    new Map([
      ['anna', 'of all'],
      ['cleo', 'of nobody'],
    ]),
  )
  // Typed before the correction arrived: kept, for the card is the same one.
  editText(other, anna, 'anna.1', 'View 1 of anna, at length')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(view().cards['anna.1']).toMatchObject({ partner: 'of all', text: 'View 1 of anna, at length' })
  expect(view().cards['bela.1']?.partner).toBe('of bela')
})
