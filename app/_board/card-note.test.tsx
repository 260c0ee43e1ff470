// @vitest-environment happy-dom
import { act, type ComponentProps } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { CardNote } from './card-note.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const WORDS = pick('board', 'corners', 'facetNames', 'common')
const card = { id: 'anna.1', no: 1, text: 'Safe places', place: 'value', group: null, facet: null, author: 'anna' }

test('whoever is at “Edit” when a colleague begins to write stays there, and is told that the card is taken', async () => {
  const taken = vi.fn()
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  const common = {
    me: { id: 'anna', kind: 'participant', partnerId: null },
    times: { step: 'talk', viewsShown: true, closed: false },
    reins: { newDeed() {}, tellEditing() {}, tellDragging() {} },
    hands: { taken },
    partnerOf: () => undefined,
  }
  const show = (name?: string) => {
    const writer = name === undefined ? undefined : { name, partner: null }
    const note = { card, writer, isStop: true, isGone: false, common } as unknown as ComponentProps<typeof CardNote>
    return act(async () =>
      root.render(
        <Words messages={WORDS}>
          <CardNote {...note} />
        </Words>,
      ),
    )
  }
  const edit = () => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Edit')
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
  await act(async () => root.unmount())
})
