// @vitest-environment happy-dom
import { act } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { addCard, editText } from '#server/board/commands.ts'
import { type CardView, viewBoard } from '#server/board/view.ts'
import type { Facet } from '#server/vocabulary/facet.ts'
import { aRoot } from './a-root.ts'
import { CardText } from './card-text.tsx'
import type { Reins } from './use-board.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const told = vi.fn()
const done = vi.fn()
const reins = { tellEditing: told, newDeed() {} } as unknown as Reins
const draw = aRoot()

beforeEach(() => {
  for (const one of [told, done]) one.mockReset()
})

/** Anna writes on her card; what was said of it last is what the others see. */
async function writing(facet: Facet | null = null) {
  const doc = new Y.Doc()
  addCard(doc, anna, { id: 'anna.1', text: 'Safe', place: 'value', facet, createdAt: '' })
  const card = () => viewBoard(doc).cards['anna.1'] as CardView
  const show = () =>
    act(async () =>
      draw(
        <Words messages={pick('board', 'facets')}>
          <CardText doc={doc} meId="anna" card={card()} reins={reins} onDone={done} />
        </Words>,
      ),
    )
  await show()
  const field = () => document.querySelector('textarea') as HTMLTextAreaElement
  const type = (words: string) =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), words)
      field().dispatchEvent(new Event('input', { bubbles: true }))
    })
  return { doc, card, show, field, type }
}
const seconds = (count: number) => act(async () => vi.advanceTimersByTimeAsync(count * 1_000))

test('a card that nobody types in for half a minute is anybody’s again, until its writer goes on', async () => {
  const { card, type } = await writing()
  expect(told).toHaveBeenLastCalledWith('anna.1')
  await seconds(20)
  await type('Safe places')
  await seconds(29)
  expect(told).toHaveBeenLastCalledWith('anna.1')
  await seconds(2)
  expect(told).toHaveBeenLastCalledWith(undefined)
  await type('Safe places after school')
  expect(told).toHaveBeenLastCalledWith('anna.1')
  expect(card().text).toBe('Safe places after school')
})

test('what comes into the card from elsewhere stands in the field, beside what is typed', async () => {
  const { doc, card, show, field, type } = await writing()
  await type('Safe places')
  editText(doc, { id: 'anna, on another device' }, 'anna.1', 'Very safe places')
  await show()
  expect(field().value).toBe('Very safe places')
  await type('Very safe places today')
  expect(card().text).toBe('Very safe places today')
})

test('Esc ends writing at the card, and whoever goes elsewhere is left there', async () => {
  const { field } = await writing()
  await act(async () => {
    field().dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  })
  expect(done).toHaveBeenLastCalledWith()
  await act(async () => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  })
  expect(done).toHaveBeenLastCalledWith('key')
})

test('what a card is about is changed beside its words, and one goes on writing there', async () => {
  const { card, field, show } = await writing('scope')
  const about = () => document.querySelector('select') as HTMLSelectElement
  expect(about().value).toBe('scope')
  await act(async () => {
    field().dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: about() }))
  })
  expect(done).not.toHaveBeenCalled()
  await act(async () => {
    about().value = 'stop'
    about().dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(card()).toMatchObject({ facet: 'stop', text: 'Safe' })
  await show()
  await act(async () => {
    about().value = ''
    about().dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(card().facet).toBeNull()
  // Whoever goes through the choices by the arrow keys can go back.
  await show()
  expect(about().value).toBe('')
})
