// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { type LineState, WAITING } from './connect-board.ts'
import { useBoardToRead, useShutOut } from './shut-out.tsx'
import type { LiveBoard } from './use-board.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
let isShut: boolean

beforeEach(() => {
  vi.useFakeTimers()
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page at a board, and how its line stands: nothing was heard of it yet. */
async function aPage({ hasCopy = false } = {}) {
  let state = WAITING
  const heard = new Set<() => void>()
  const line = {
    state: () => state,
    listen(hear: () => void) {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
  }
  function Page({ live }: { live: LiveBoard }) {
    isShut = useShutOut(live)
    return null
  }
  const draw = (isThere: boolean, isBrought: boolean) =>
    act(async () => root.render(<Page live={{ line, isThere, isBrought } as unknown as LiveBoard} />))
  await draw(hasCopy, false)
  return {
    brought: () => draw(true, true),
    now: (next: Partial<LineState>) =>
      act(async () => {
        state = { ...state, ...next }
        for (const hear of heard) hear()
      }),
  }
}
const seconds = (count: number) => act(async () => vi.advanceTimersByTimeAsync(count * 1_000))

test('a line that does not open is waited for six seconds, and one that opened for half a minute', async () => {
  const { now, brought } = await aPage()
  await seconds(5)
  await now({ is: 'live' })
  await seconds(24)
  expect(isShut).toBe(false)
  await seconds(1)
  expect(isShut).toBe(true)
  await brought()
  expect(isShut).toBe(false)
  await now({ is: 'offline' })
  await seconds(60)
  expect(isShut).toBe(false)
})

test('a line that opens again and again, and ends before the board came, is waited for no longer than one that never opens', async () => {
  const { now } = await aPage()
  for (let no = 0; no < 3; no += 1) {
    await now({ is: 'live' })
    await now({ is: 'offline' })
    await seconds(2)
  }
  expect(isShut).toBe(true)
})

test('an open line over which no board comes is given up also where this device has a copy, unless one writes on it', async () => {
  const { now } = await aPage({ hasCopy: true })
  await now({ is: 'live', unsaved: 1 })
  await seconds(60)
  expect(isShut).toBe(false)
  await now({ unsaved: 0 })
  await seconds(0)
  expect(isShut).toBe(true)
})

test('whoever reads goes on reading when the line is given up for good', async () => {
  const { now } = await aPage()
  await seconds(6)
  await now({ is: 'ended' })
  await seconds(60)
  expect(isShut).toBe(true)
})

test('a board to read takes nothing from under a hand, and stays under one that comes later', async () => {
  vi.stubGlobal('fetch', async () => Response.json([{ result: { data: EMPTY_BOARD } }]))
  const now = { sessionId: newId<'session'>() } as unknown as SessionNow
  let isRead: boolean | undefined
  function Page({ isHeld }: { isHeld: boolean }) {
    isRead = useBoardToRead(now, true, isHeld) !== undefined
    return null
  }
  const draw = (isHeld: boolean) =>
    act(async () =>
      root.render(
        <Procedures>
          <Page isHeld={isHeld} />
        </Procedures>,
      ),
    )
  await draw(true)
  await seconds(10)
  expect(isRead).toBe(false)
  await draw(false)
  expect(isRead).toBe(true)
  await draw(true)
  expect(isRead).toBe(true)
})
