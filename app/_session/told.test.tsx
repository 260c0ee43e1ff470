// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { Call } from '#server/vocabulary/signal.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { Told } from './told.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const went: string[] = []
let network: 'there' | 'gone' | 'slow' = 'there'
/** What a slow network holds back. */
const held: (() => void)[] = []
let place: HTMLElement
let root: Root

beforeEach(async () => {
  await import('./called.tsx')
  vi.useFakeTimers()
  network = 'there'
  went.length = 0
  vi.stubGlobal('fetch', async () => {
    if (network === 'gone') throw new TypeError('Failed to fetch')
    if (network === 'slow') await new Promise<void>((resolve) => held.push(resolve))
    return Response.json({ ok: true })
  })
  vi.spyOn(window.location, 'assign').mockImplementation((to) => void went.push(String(to)))
  place = document.body.appendChild(document.createElement('main'))
  root = createRoot(place)
})
// Parts of the page that no test waits for are still on their way.
afterAll(() => vi.dynamicImportSettled())
afterEach(async () => {
  await act(async () => root.unmount())
  place.remove()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const hrefs = { steps: '/session/s', board: '/session/s/board' }
async function at(here: Call, step: Step, stepNo: number, call: SessionNow['call'] = null, closed = false) {
  const now = { step, stepNo, stepId: null, plan: [], call, closed, notice: null } as unknown as SessionNow
  await act(async () =>
    root.render(
      <Words messages={pick('told', 'step')}>
        <Told now={now} here={here} hrefs={hrefs} />
      </Words>,
    ),
  )
}
const seconds = (count: number) => act(async () => vi.advanceTimersByTimeAsync(count * 1_000))
const letThrough = () =>
  act(async () => {
    expect(held).toHaveLength(1)
    for (const resolve of held.splice(0)) resolve()
    await vi.advanceTimersByTimeAsync(0)
  })
const offer = () => place.querySelector('[role=alertdialog]')
const press = (name: string) =>
  act(async () =>
    [...place.querySelectorAll<HTMLElement>('a, button')].find((one) => one.textContent === name)?.click(),
  )
const called: SessionNow['call'] = { no: 1, to: 'board' }

test('whoever is called goes once the server answers, and until then stays on the page that stands', async () => {
  await at('steps', 'show-views', 3)
  network = 'gone'
  await at('steps', 'show-views', 3, called)
  expect(offer()?.textContent).toContain('You go there in 3 s.')
  await seconds(5)
  expect(offer()?.textContent).toContain('No connection. You go there when it is back.')
  await seconds(20)
  expect(went).toEqual([])
  network = 'there'
  await seconds(5)
  expect(went).toEqual([hrefs.board])
})

test('a press does not leave the page either while the server is out of reach', async () => {
  network = 'gone'
  await at('steps', 'show-views', 3)
  await at('steps', 'show-views', 3, called)
  await press('Go now')
  expect(went).toEqual([])
  expect(offer()?.textContent).toContain('No connection.')
  await press('Stay where I am')
  network = 'there'
  await seconds(30)
  expect([went, offer()]).toEqual([[], null])
})

test('nobody is taken away who began to write while the server was asked, unless they asked to go', async () => {
  await at('steps', 'show-views', 3)
  network = 'slow'
  await at('steps', 'show-views', 3, called)
  await seconds(4)
  const field = document.body.appendChild(document.createElement('textarea'))
  field.focus()
  await letThrough()
  await seconds(20)
  expect([went, offer() !== null]).toEqual([[], true])
  await press('Go now')
  await letThrough()
  expect(went).toEqual([hrefs.board])
  field.remove()
})

test('who did not leave after all goes at the next press, by the link itself', async () => {
  await at('steps', 'show-views', 3)
  await at('steps', 'show-views', 3, called)
  const pressed: boolean[] = []
  place.addEventListener('click', (event) => {
    pressed.push(event.defaultPrevented)
    event.preventDefault()
  })
  await press('Go now')
  expect(went).toEqual([hrefs.board])
  await press('Go now')
  expect(pressed).toEqual([true, false])
})

test('at the board everybody is told that the room moved on, has time to read, and comes along', async () => {
  await at('board', 'show-views', 3)
  expect(offer()).toBeNull()
  await at('board', 'rate', 4)
  expect(place.querySelector('[role=alert]')?.textContent).toBe('The room is at “Rate privately”.')
  await seconds(15)
  expect(went).toEqual([])
  await seconds(10)
  expect(went).toEqual([hrefs.steps])
})

test('whoever stays at the board is told of the next move anew, and nobody is while the board is in use', async () => {
  await at('board', 'show-views', 3)
  await at('board', 'rate', 4)
  await press('Stay where I am')
  expect(offer()).toBeNull()
  await at('board', 'show-answers', 5)
  expect(offer()?.textContent).toContain('Where we differ')
  await at('board', 'talk', 6)
  expect(offer()).toBeNull()
  await seconds(60)
  expect(went).toEqual([])
})

test('a board that was opened later offers the way and takes nobody; one that people were called to, or of a closed workshop, says nothing', async () => {
  await at('board', 'rate', 4)
  await seconds(60)
  expect([offer()?.textContent?.includes('Rate privately'), went]).toEqual([true, []])
  await press('Go now')
  expect(went).toEqual([hrefs.steps])
  await at('board', 'rate', 4, called)
  expect(offer()).toBeNull()
  await at('board', 'show-answers', 5, called)
  expect(offer()).not.toBeNull()
  await act(async () => root.unmount())
  root = createRoot(place)
  await at('board', 'finish', 9, null, true)
  expect(offer()).toBeNull()
})

test('a phone at the steps is not told twice where it is', async () => {
  await at('steps', 'show-views', 3)
  await at('steps', 'rate', 4)
  expect(offer()).toBeNull()
})
