// @vitest-environment happy-dom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KeepsFocus } from './keeps-focus.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
beforeEach(() => {
  const main = document.body.appendChild(document.createElement('main'))
  main.id = 'main'
  root = createRoot(main)
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
})
const room = (at: string, step: ReactNode) =>
  act(async () =>
    root.render(
      <>
        <input aria-label="stays" />
        <KeepsFocus at={at}>
          <div key={at}>{step}</div>
        </KeepsFocus>
      </>,
    ),
  )
const focused = () => document.activeElement?.textContent
const views = (
  <>
    <h1>Write your views</h1>
    <button type="button">Add</button>
  </>
)
const focusOn = (what: string) => act(async () => document.querySelector<HTMLElement>(what)?.focus())

test('whoever was in a step that goes is at the heading of the next', async () => {
  await room('views', views)
  expect(document.activeElement).toBe(document.body)
  await focusOn('button')
  await room('rate', <h1>Rate</h1>)
  expect(focused()).toBe('Rate')
})

test('also when the next step is fetched first, and its heading becomes another with its answers', async () => {
  await room('views', views)
  await focusOn('button')
  await room('rate', <p>One moment …</p>)
  expect(document.activeElement).toBe(document.body)
  await room('rate', <h1 key="one">Rate</h1>)
  await vi.waitFor(() => expect(focused()).toBe('Rate'))
  await room('rate', <h1 key="two">Rate, with answers</h1>)
  await vi.waitFor(() => expect(focused()).toBe('Rate, with answers'))
})

test('whoever types in what stays, or had the focus nowhere, is left there', async () => {
  await room('views', views)
  await focusOn('input')
  await room('rate', <h1>Rate</h1>)
  expect(document.activeElement?.getAttribute('aria-label')).toBe('stays')
  await act(async () => document.querySelector('input')?.blur())
  await room('talk', <h1>Talk</h1>)
  expect(document.activeElement).toBe(document.body)
})
