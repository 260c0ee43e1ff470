// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { useShown } from './use-shown.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const roomAt = (shownRound: number) =>
  ({ sessionId, shownRound, written: { reasonsRead: '' } }) as unknown as SessionNow

let root: Root
let kept = 0
let asked = 0
/** How the server answers by now: at once, or not at all. */
let line: 'open' | 'dead' = 'open'
beforeEach(() => {
  asked = 0
  line = 'open'
  vi.stubGlobal('fetch', async () => {
    asked += 1
    if (line === 'dead') return new Promise(() => {})
    return Response.json([{ result: { data: { round: kept } } }])
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

function Page({ now }: { now: SessionNow }) {
  return <p>{useShown(now)?.round ?? 'nothing'}</p>
}
const render = (now?: SessionNow) =>
  act(async () => root.render(<Procedures>{now ? <Page now={now} /> : <p>rating again</p>}</Procedures>))
const reads = (text: string) => vi.waitFor(() => act(async () => expect(document.body.textContent).toBe(text)))

test('a page that stays open reads each round as soon as it is shown, and asks once for each', async () => {
  await render(roomAt(0))
  expect([document.body.textContent, asked]).toEqual(['nothing', 0])
  kept = 1
  await render(roomAt(1))
  await reads('1')
  kept = 2
  await render(roomAt(2))
  await reads('2')
  await render(roomAt(2))
  expect(asked).toBe(2)
})

test('at the second showing nobody is shown the first round’s figures, however long the new ones take', async () => {
  kept = 1
  await render(roomAt(1))
  await reads('1')
  await render()
  line = 'dead'
  await render(roomAt(2))
  await vi.waitFor(() => act(async () => expect(asked).toBe(2)))
  expect(document.body.textContent).toBe('nothing')
})

test('a page that had asked just before the showing asks again by itself', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  kept = 1
  await render(roomAt(2))
  await vi.waitFor(() => act(async () => expect(asked).toBe(1)))
  expect(document.body.textContent).toBe('nothing')
  kept = 2
  await act(() => vi.advanceTimersByTimeAsync(3_000))
  await reads('2')
  await act(() => vi.advanceTimersByTimeAsync(30_000))
  expect(asked).toBe(2)
  vi.useRealTimers()
})
