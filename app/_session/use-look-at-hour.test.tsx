// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useLookAtHour } from './use-look-at-hour.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const look = vi.fn()
const root = createRoot(document.body)

function Screen(now: { opensAt: string | null; serverNow: string }) {
  useLookAtHour(now, look)
  return null
}
const told = (opensAt: string | null, serverNow: string) =>
  act(async () => root.render(<Screen opensAt={opensAt} serverNow={serverNow} />))

beforeEach(() => {
  // This screen's own clock is a year behind: the server's counts.
  vi.useFakeTimers({ now: Date.parse('2025-07-01T09:00:00Z') })
  look.mockClear()
})
afterEach(async () => {
  await act(async () => root.render(null))
  vi.useRealTimers()
})

test('a screen looks again when the hour comes at which the door opens', async () => {
  await told('2026-07-01T09:30:00Z', '2026-07-01T09:00:00Z')
  await vi.advanceTimersByTimeAsync(30 * 60_000)
  expect(look).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100)
  expect(look).toHaveBeenCalledTimes(1)
  await told(null, '2026-07-01T09:30:01Z')
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  expect(look).toHaveBeenCalledTimes(1)
})

test('an hour that was put later is waited for anew', async () => {
  await told('2026-07-01T09:30:00Z', '2026-07-01T09:00:00Z')
  await told('2026-07-01T10:30:00Z', '2026-07-01T09:10:00Z')
  await vi.advanceTimersByTimeAsync(79 * 60_000)
  expect(look).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(look).toHaveBeenCalledTimes(1)
})

test('of a door that opens months from now nobody is asked more than once a day', async () => {
  await told('2027-07-01T09:30:00Z', '2026-07-01T09:00:00Z')
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  expect(look).toHaveBeenCalledTimes(1)
})
