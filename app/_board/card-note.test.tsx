// @vitest-environment happy-dom
import { act, type ComponentProps } from 'react'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { addCard } from '#server/board/commands.ts'
import { aRoot } from './a-root.ts'
import { CardNote } from './card-note.tsx'

const WORDS = pick('board', 'corners', 'facetNames', 'common')
const card = { id: 'anna.1', no: 1, text: 'Safe places', place: 'value', group: null, facet: null, author: 'anna' }

const draw = aRoot()

/** Draws Anna's card; `name` is who writes on it. */
function aNote(taken = () => {}) {
  const doc = new Y.Doc()
  const anna = { id: 'anna', kind: 'participant' as const, partnerId: null }
  addCard(doc, anna, { ...card, id: 'anna.1', place: 'value', createdAt: '' })
  const common = {
    me: anna,
    times: { step: 'talk', viewsShown: true, closed: false },
    reins: { doc, newDeed() {}, tellEditing() {}, tellDragging() {} },
    hands: { taken },
    partnerOf: () => undefined,
  }
  return (name?: string) => {
    const writer = name === undefined ? undefined : { name, partner: null }
    const note = { card, writer, isStop: true, isGone: false, common } as unknown as ComponentProps<typeof CardNote>
    return act(async () =>
      draw(
        <Words messages={WORDS}>
          <CardNote {...note} />
        </Words>,
      ),
    )
  }
}
const edit = () => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Edit')

test('whoever is at “Edit” when a colleague begins to write stays there, and is told that the card is taken', async () => {
  const taken = vi.fn()
  const show = aNote(taken)
  await show()
  edit()?.focus()
  await show('Bela')
  expect([document.activeElement, edit()?.getAttribute('aria-disabled')]).toEqual([edit(), 'true'])
  await act(async () => edit()?.click())
  expect(taken).toHaveBeenCalledOnce()
  expect(edit()?.disabled).toBe(false)
  // The key that opens a card is no letter in it.
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  await act(async () => void document.querySelector('article')?.dispatchEvent(enter))
  expect(enter.defaultPrevented).toBe(true)
})

test('whoever ends writing by Esc is at the card at once: a focus that is nowhere would take their hand off the board', async () => {
  await aNote()()
  await act(async () => edit()?.click())
  const field = document.querySelector('textarea')
  expect(document.activeElement).toBe(field)
  await act(async () => void field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  expect([document.activeElement?.id, document.querySelector('textarea')]).toEqual(['card-anna.1', null])
})
