// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeedForm } from './deed-form.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const onSend = vi.fn()
let root: Root

beforeEach(() => {
  onSend.mockClear()
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
})

const is = (state: { busy?: boolean; done?: string; times: number }) =>
  act(async () =>
    root.render(
      <DeedForm action="Keep it" busy={false} wrong="" done="" {...state} onSend={({ text }) => onSend(text('what'))}>
        <input name="what" defaultValue="Breakfast" />
      </DeedForm>,
    ),
  )
const button = () => document.querySelector('button') as HTMLButtonElement

test('while a deed is on its way its button keeps the focus, and does it once', async () => {
  await is({ times: 0 })
  button().focus()
  await act(async () => button().click())
  await is({ times: 0, busy: true })
  expect(document.activeElement).toBe(button())
  expect([button().disabled, button().getAttribute('aria-disabled')]).toEqual([false, 'true'])
  await act(async () => button().click())
  expect(onSend.mock.calls).toEqual([['Breakfast']])
})

test('when it is done and the form starts afresh, whoever pressed goes on from what is said of it', async () => {
  await is({ times: 0 })
  button().focus()
  await is({ times: 1, done: 'Kept.' })
  expect(document.activeElement?.textContent).toBe('Kept.')
})

test('nobody’s focus is taken who went on elsewhere meanwhile', async () => {
  const elsewhere = document.body.appendChild(document.createElement('input'))
  await is({ times: 0 })
  elsewhere.focus()
  await is({ times: 1, done: 'Kept.' })
  expect(document.activeElement).toBe(elsewhere)
})
