// @vitest-environment happy-dom
import { act, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePressBeside } from './press-beside.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const beneath = vi.fn()
const inside = vi.fn()
let draw: (isOpen: boolean) => Promise<void>
let unmount: () => Promise<void>

function Menu() {
  const menu = useRef<HTMLDivElement>(null)
  usePressBeside(menu)
  return (
    <div ref={menu}>
      <button type="button" id="inside" onClick={inside}>
        Move
      </button>
    </div>
  )
}

beforeEach(async () => {
  vi.clearAllMocks()
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  draw = (isOpen) =>
    act(async () =>
      root.render(
        <>
          <button type="button" id="beneath" onClick={beneath}>
            Delete
          </button>
          {isOpen && <Menu />}
        </>,
      ),
    )
  unmount = () => act(async () => root.unmount())
  await draw(true)
})
afterEach(async () => {
  await unmount()
  // A press that no click came of waits for the next, which would be another test's.
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  document.body.innerHTML = ''
})

const at = (id: string) => document.getElementById(id) as HTMLElement
const down = (id: string) => at(id).dispatchEvent(new Event('pointerdown', { bubbles: true }))
const press = async (id: string, meanwhile?: () => Promise<void>) => {
  down(id)
  await meanwhile?.()
  await act(async () => at(id).click())
}

test('what lies beneath a press beside the menu is not pressed, though the menu is gone by then; the next press is meant', async () => {
  await press('beneath', () => draw(false))
  expect(beneath).not.toHaveBeenCalled()
  await press('beneath')
  expect(beneath).toHaveBeenCalledOnce()
})

test('what is in the menu is pressed', async () => {
  await press('inside')
  expect(inside).toHaveBeenCalledOnce()
})

test('a finger that only scrolled beside the menu, or a key after it, keeps nothing from being pressed', async () => {
  down('beneath')
  at('beneath').dispatchEvent(new Event('pointercancel', { bubbles: true }))
  await act(async () => at('beneath').click())
  down('beneath')
  await draw(false)
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))
  await act(async () => at('beneath').click())
  expect(beneath).toHaveBeenCalledTimes(2)
})
