// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { HERE_EVERY_MS, SILENT_MS } from '#server/vocabulary/silence.ts'
import { useSayingHere } from './use-saying-here.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function Phone() {
  useSayingHere('s')
  return null
}

test('a page says that it is there at once, often enough not to seem silent, on waking, and no more once it is left', async () => {
  vi.useFakeTimers()
  const said: string[] = []
  vi.spyOn(navigator, 'sendBeacon').mockImplementation((to) => said.push(String(to)) > 0)
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<Phone />))
  expect(said).toEqual(['/api/here/s'])
  await act(async () => vi.advanceTimersByTimeAsync(SILENT_MS))
  // One that is lost on the way, and one that comes late, are no silence.
  expect(said.length).toBe(1 + SILENT_MS / HERE_EVERY_MS)
  expect(said.length).toBeGreaterThanOrEqual(3)
  const before = said.length
  window.dispatchEvent(new Event('online'))
  expect(said.length).toBe(before + 1)
  await act(async () => root.unmount())
  await vi.advanceTimersByTimeAsync(SILENT_MS)
  window.dispatchEvent(new Event('online'))
  expect(said.length).toBe(before + 1)
})
