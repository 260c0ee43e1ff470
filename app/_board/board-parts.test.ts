import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, hideCard, moveCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import { calmBoard } from './calm.ts'
import { digest, heard, newsBetween } from './news.ts'
import { whatOneMay } from './scene.ts'
import { OPEN_SIEVE, siftBoard } from './sift.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const bela = { id: 'bela', kind: 'participant' as const, partnerId: 'traders' }
const texts = ['Young people first', 'Café for everybody', 'One shared analyst', 'Young traders too']
const facets: (Facet | null)[] = ['purpose', 'exit', null, 'scope']

/** Four cards at purpose, by turns Anna's and Bela's. */
function aBoard() {
  const doc = new Y.Doc()
  texts.forEach((text, i) => {
    const doer = i % 2 ? bela : anna
    addCard(doc, doer, {
      id: `${doer.id}.${i + 1}`,
      text,
      place: 'value',
      facet: facets[i] ?? null,
      createdAt: `2026-01-0${i + 1}`,
    })
  })
  return { doc, view: () => viewBoard(doc) }
}
const NOBODYS = new Set<string>()

describe('under a hand', () => {
  test('no card changes its place, whatever others do', () => {
    const act = fc.record({
      what: fc.constantFrom('add', 'move', 'delete', 'hide', 'group', 'edit'),
      n: fc.nat(3),
      place: fc.constantFrom(...PLACES),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const { doc, view } = aBoard()
        const held = view()
        let added = 0
        for (const { what, n, place } of acts) {
          const id = `${n % 2 ? 'bela' : 'anna'}.${n + 1}`
          if (what === 'add')
            addCard(doc, bela, { id: `bela.new${added++}`, text: 'New', place, facet: null, createdAt: '' })
          if (what === 'move') moveCard(doc, bela, id, { place, no: 1 })
          if (what === 'delete') deleteCard(doc, bela, id)
          if (what === 'hide') hideCard(doc, bela, id)
          if (what === 'group') groupCards(doc, bela, 'g', 'Alike', [id, 'anna.1'])
          if (what === 'edit') editText(doc, bela, id, 'Other words')
        }
        const now = viewBoard(doc, held)
        const calm = calmBoard(held, now)
        expect(calm.view.places).toEqual(held.places)
        expect(calm.view.groups).toEqual(held.groups)
        expect(Object.values(calm.view.cards).map(({ id, place, no }) => [id, place, no])).toEqual(
          Object.values(held.cards).map(({ id, place, no }) => [id, place, no]),
        )
        expect(calm.fresh.length).toBe(Object.keys(now.cards).filter((id) => !(id in held.cards)).length)
        for (const [id, card] of Object.entries(now.cards))
          if (held.cards[id]) expect(calm.view.cards[id]?.text).toBe(card.text)
      }),
      { seed: 21, numRuns: 40 },
    )
  })
  test('a card that another was laid before is drawn anew only when it says something else', () => {
    const { doc, view } = aBoard()
    const held = view()
    moveCard(doc, bela, 'bela.2', { place: 'middle' })
    const [before, moved] = [calmBoard(held, view()), view()]
    editText(doc, anna, 'anna.1', 'Other words')
    const after = calmBoard(held, viewBoard(doc, moved))
    const again = calmBoard(held, moved)
    expect(after.gone).toBe(before.gone)
    expect(again.view.cards['anna.3']).toBe(calmBoard(held, moved).view.cards['anna.3'])
    expect(after.view.cards['anna.3']).toBe(again.view.cards['anna.3'])
    expect(after.view.cards['anna.1']?.text).toBe('Other words')
  })
  test('a card that was taken away keeps its room, and is known to be gone', () => {
    const { doc, view } = aBoard()
    const held = view()
    deleteCard(doc, anna, 'anna.1')
    moveCard(doc, anna, 'bela.2', { place: 'middle' })
    expect([...calmBoard(held, view()).gone]).toEqual(['anna.1', 'bela.2'])
    expect(calmBoard(undefined, view())).toEqual({ view: view(), gone: NOBODYS, fresh: [] })
  })
})

describe('looking for cards', () => {
  const found = (sieve: Partial<typeof OPEN_SIEVE>) =>
    siftBoard(aBoard().view(), { ...OPEN_SIEVE, ...sieve }).places.value
  test('goes by words in any order, without accents or capitals', () => {
    expect(found({ text: 'people YOUNG' })).toEqual(['anna.1'])
    expect(found({ text: 'cafe' })).toEqual(['bela.2'])
    expect(found({ text: 'buses' })).toEqual([])
  })
  test('goes by partner and facet, one or both', () => {
    expect(found({ partner: 'traders' })).toEqual(['bela.2', 'bela.4'])
    expect(found({ facet: 'focus' })).toEqual(['anna.1', 'bela.4'])
    expect(found({ facet: 'exit' })).toEqual(['bela.2'])
    expect(found({ facet: 'focus', partner: 'traders', text: 'young' })).toEqual(['bela.4'])
  })
  test('leaves the card that one came to where it lies, though it passes no longer', () => {
    const view = aBoard().view()
    const [first] = view.places.value
    expect(siftBoard(view, { ...OPEN_SIEVE, text: 'buses' }, first).places.value).toEqual([first])
  })
  test('leaves every card its number, and asked for nothing it is the board itself', () => {
    const view = aBoard().view()
    expect(siftBoard(view, { ...OPEN_SIEVE, text: '  ' })).toBe(view)
    expect(siftBoard(view, { ...OPEN_SIEVE, text: 'analyst' }).cards['anna.3']?.no).toBe(3)
  })
})

test('the line below the tools says what one may do here: no more, and no less', () => {
  const times = { step: 'talk', viewsShown: true, closed: false } as const
  expect(whatOneMay(true, true, times)).toBe('sorting')
  expect(whatOneMay(true, false, { ...times, step: 'views' })).toBe('adding')
  expect(whatOneMay(false, true, { ...times, checked: true })).toBe('checkedFirst')
  expect(whatOneMay(false, true, { ...times, nobody: true })).toBe('nobodySorts')
  expect(whatOneMay(false, false, { ...times, step: 'rate' })).toBe('viewing')
})

describe('news of what others do', () => {
  const told = (act: (doc: Y.Doc) => void, own = NOBODYS) => {
    const { doc, view } = aBoard()
    const before = view()
    act(doc)
    return newsBetween(before, viewBoard(doc, before), own).map(({ is, card }) => `${is} ${card.id}`)
  }
  const another = { id: 'bela.9', text: 'New', place: 'middle' as const, facet: null, createdAt: '' }
  test('names what was added, moved, edited and taken away, and nothing of one’s own', () => {
    expect(told((doc) => addCard(doc, bela, another))).toEqual(['added bela.9'])
    expect(told((doc) => addCard(doc, bela, another), new Set(['bela.9']))).toEqual([])
    expect(told((doc) => moveCard(doc, bela, 'anna.1', { place: 'middle' }))).toEqual(['moved anna.1'])
    expect(told((doc) => moveCard(doc, bela, 'anna.1', { place: 'value', no: 4 }))).toEqual([])
    expect(told((doc) => groupCards(doc, bela, 'g', 'Alike', ['anna.1', 'bela.2']))).toEqual([
      'grouped anna.1',
      'grouped bela.2',
    ])
    expect(told((doc) => editText(doc, anna, 'anna.1', 'x'))).toEqual(['edited anna.1'])
    expect(told((doc) => hideCard(doc, bela, 'anna.1'))).toEqual(['gone anna.1'])
  })
  test('is told by loudness: everything, one’s own cards and where one is, or nothing', () => {
    const { doc, view } = aBoard()
    const before = view()
    addCard(doc, bela, another)
    moveCard(doc, bela, 'anna.1', { place: 'capacity' })
    moveCard(doc, bela, 'bela.2', { place: 'authorising' })
    editText(doc, bela, 'bela.4', 'x')
    const news = newsBetween(before, view(), NOBODYS)
    const heardBy = (...how: [Parameters<typeof heard>[1], Parameters<typeof heard>[3]]) =>
      heard(news, how[0], 'anna', how[1]).map(({ card }) => card.id)
    expect(heardBy('everything', undefined).sort()).toEqual(['anna.1', 'bela.2', 'bela.9'])
    expect(heardBy('mine', undefined)).toEqual(['anna.1'])
    expect(heardBy('mine', 'middle').sort()).toEqual(['anna.1', 'bela.9'])
    expect(heardBy('silent', 'middle')).toEqual([])
  })
  test('is put together: a card that was added and moved is one new card', () => {
    const { doc, view } = aBoard()
    const first = view()
    addCard(doc, bela, another)
    const second = viewBoard(doc, first)
    moveCard(doc, bela, 'bela.9', { place: 'capacity' })
    const news = [...newsBetween(first, second, NOBODYS), ...newsBetween(second, viewBoard(doc, second), NOBODYS)]
    expect(digest(news)).toMatchObject({ added: { capacity: 1, middle: 0 }, moved: 0, only: { is: 'added' } })
  })
})
