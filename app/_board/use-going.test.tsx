// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { addCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { useGoing } from './use-going.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const bela = { id: 'bela', kind: 'participant' as const, partnerId: 'traders' }
let root: Root

beforeEach(() => {
  window.location.hash = '#card-bela.1'
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  window.location.hash = ''
})

function Page({ doc, isBrought }: { doc: Y.Doc; isBrought: boolean }) {
  const view = viewBoard(doc)
  useGoing({ view, isBrought }, () => {})
  return (
    <>
      <textarea />
      {Object.keys(view.cards).map((id) => (
        <article key={id} id={`card-${id}`} tabIndex={-1} />
      ))}
    </>
  )
}

/** A page whose address names a card of Bela's. */
function aPage() {
  const doc = new Y.Doc()
  return {
    draw: (isBrought: boolean) => act(async () => root.render(<Page doc={doc} isBrought={isBrought} />)),
    lay: () => addCard(doc, bela, { id: 'bela.1', text: 'A word', place: 'value', facet: null, createdAt: '' }),
  }
}
const at = () => document.activeElement?.id || document.activeElement?.localName

test('whoever comes to a card by its address is at it once the board is there', async () => {
  const { draw, lay } = aPage()
  await draw(false)
  lay()
  await draw(true)
  expect(at()).toBe('card-bela.1')
})

test('whoever came for a card that is hidden is not taken to it from what they do, when it is shown again', async () => {
  const { draw, lay } = aPage()
  await draw(false)
  await draw(true)
  document.querySelector('textarea')?.focus()
  lay()
  await draw(true)
  expect(at()).toBe('textarea')
})

test('a card that still lies in a corner which is not shown is waited for, until it lies in the one that is', async () => {
  const { draw, lay } = aPage()
  lay()
  vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([] as unknown as DOMRectList)
  const focused = vi.spyOn(HTMLElement.prototype, 'focus')
  await draw(true)
  // A browser gives it no focus there.
  expect(focused).not.toHaveBeenCalled()
  vi.restoreAllMocks()
  await draw(true)
  expect(at()).toBe('card-bela.1')
})

test('whoever writes by the time that the card comes which their address names is not taken to it', async () => {
  const { draw, lay } = aPage()
  await draw(false)
  document.querySelector('textarea')?.focus()
  lay()
  await draw(true)
  expect(at()).toBe('textarea')
  document.querySelector('textarea')?.blur()
  await draw(true)
  expect(at()).toBe('body')
})

test('an address that names no card, and can’t be read, keeps nobody from the board', async () => {
  window.location.hash = '#card-100%'
  const { draw, lay } = aPage()
  lay()
  await draw(true)
  expect(document.querySelectorAll('article')).toHaveLength(1)
})
