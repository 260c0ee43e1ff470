// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KeptAt } from '#app/_outbox/use-kept-form.ts'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { NewCard } from './new-card.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const WORDS = pick('board', 'corners', 'common', 'facets')
const onAdd = vi.fn()
let root: Root | undefined

beforeEach(() => {
  localStorage.clear()
  sit('anna')
})
afterEach(async () => {
  await leave()
  onAdd.mockReset()
  vi.restoreAllMocks()
})
async function leave() {
  await act(async () => root?.unmount())
  root = undefined
  document.body.innerHTML = ''
}
const NONE: KeptAt['earlier'] = []
/** At a seat, and those that were made one with it. */
let keptAt: KeptAt
const sit = (seatId: string, earlier = NONE) => {
  keptAt = { place: `board.here.${seatId}.middle`, earlier: earlier.map((was) => `board.here.${was}.middle`) }
}
const show = (may = true) =>
  act(async () =>
    root?.render(
      <Words messages={WORDS}>
        <NewCard place="middle" may={may} keptAt={keptAt} onAdd={onAdd} />
      </Words>,
    ),
  )
/** A page that is loaded anew, with nothing but what the device kept. */
async function open(may = true) {
  await leave()
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await show(may)
}
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(name))
const press = (name: string) => act(async () => button(name)?.click())
const field = () => document.querySelector('textarea')
const type = (words: string) =>
  act(async () => {
    const element = field() as HTMLTextAreaElement
    element.value = words
    element.dispatchEvent(new Event('input', { bubbles: true }))
  })

test('a card that is half written when the page is loaded anew is there again, with what it is about', async () => {
  await open()
  await press('Add to')
  await type('Safe pla')
  await act(async () => {
    const about = document.querySelector('select') as HTMLSelectElement
    about.value = 'scope'
    about.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await open()
  expect(field()?.value).toBe('Safe pla')
  await press('Add')
  expect(onAdd).toHaveBeenCalledWith('Safe pla', 'scope')
  await open()
  expect(field()).toBeNull()
})

test('whoever adds a card or leaves it goes on from the button that adds another', async () => {
  await open()
  for (const last of ['Add', 'Cancel']) {
    await press('Add to')
    expect(document.activeElement).toBe(field())
    await type('Safe places')
    await press(last)
    expect(document.activeElement?.textContent).toContain('Add to')
  }
  await open()
  expect(field()).toBeNull()
})

test('when the room goes on, half a card stays with its author until they delete it, and is not added', async () => {
  await open()
  await press('Add to')
  await type('Safe pla')
  await show(false)
  expect(field()?.value).toBe('Safe pla')
  expect(document.querySelector('[role=status]')?.textContent).toContain('The room has gone on')
  await press('Add')
  expect(onAdd).not.toHaveBeenCalled()
  await open(false)
  expect(field()?.value).toBe('Safe pla')
  await press('Delete')
  await open(false)
  expect(document.querySelector('main')?.textContent).toBe('')
})

test('half a card stays when the room goes on, also on a device that keeps nothing', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await open()
  await press('Add to')
  await type('Safe pla')
  await show(false)
  expect(field()?.value).toBe('Safe pla')
  await type('')
  expect(field()?.value).toBe('')
})

test('half a card is found by whoever’s two seats were made one, and by nobody else on the same device', async () => {
  await open()
  await press('Add to')
  await type('Safe pla')
  sit('bela')
  await open()
  expect(field()).toBeNull()
  sit('anna again', ['anna'])
  await open()
  expect(field()?.value).toBe('Safe pla')
})

test('Esc closes the field, and half a card is there again when it is opened', async () => {
  const leaveByKey = () =>
    act(async () => void field()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  await open()
  await press('Add to')
  await type('Safe pla')
  await leaveByKey()
  expect([field()?.closest('form')?.hidden, document.activeElement]).toEqual([true, button('Add to')])
  expect(button('Add to')?.textContent).toContain('half a card is kept')
  await press('Add to')
  expect([field()?.value, field()?.closest('form')?.hidden, document.activeElement]).toEqual([
    'Safe pla',
    false,
    field(),
  ])
  await press('Add')
  expect(onAdd).toHaveBeenCalledWith('Safe pla', null)
  await press('Add to')
  await leaveByKey()
  expect(field()).toBeNull()
})

test('half a card that was closed with Esc is shown again when the room goes on', async () => {
  await open()
  await press('Add to')
  await type('Safe pla')
  await act(async () => void field()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  await show(false)
  expect([field()?.value, field()?.closest('form')?.hidden]).toEqual(['Safe pla', false])
  // Nobody could open it again: it stays, as it says, until it is deleted.
  await act(async () => void field()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  expect([field()?.value, field()?.closest('form')?.hidden]).toEqual(['Safe pla', false])
})
