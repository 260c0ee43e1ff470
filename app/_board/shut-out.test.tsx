// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { aRoot } from './a-root.ts'
import { type LineState, WAITING } from './connect-board.ts'
import { ReadBoard, useBoardToRead, useShutOut } from './shut-out.tsx'
import type { LiveBoard } from './use-board.ts'

const draw = aRoot()
let isShut: boolean

afterEach(() => {
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
  const now = (next: Partial<LineState>) =>
    act(async () => {
      state = { ...state, ...next }
      for (const hear of heard) hear()
    })
  await act(async () => draw(<Page live={{ line, isThere: hasCopy } as unknown as LiveBoard} />))
  return { now, brought: () => now({ isBrought: true }) }
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

test('a board that came is not given up because it is not drawn yet, as in a tab that nobody looks at', async () => {
  const { now, brought } = await aPage({ hasCopy: true })
  await now({ is: 'offline', unsaved: 1 })
  await seconds(60)
  await now({ is: 'live' })
  await brought()
  // Stored before the next frame has come.
  await now({ unsaved: 0 })
  await seconds(60)
  expect(isShut).toBe(false)
})

test('whoever reads goes on reading when the line is given up for good', async () => {
  const { now } = await aPage()
  await seconds(6)
  await now({ is: 'ended' })
  await seconds(60)
  expect(isShut).toBe(true)
})

const NOW = { sessionId: newId<'session'>(), people: { partners: [] } } as unknown as SessionNow
const WORDS = pick('board', 'corners', 'present')

/** A page whose line was given up, with a hand on what is there, or without. */
function aReader() {
  function Reader({ isHeld }: { isHeld: boolean }) {
    const toRead = useBoardToRead(NOW, true, isHeld)
    return toRead && <ReadBoard now={NOW} {...toRead} />
  }
  return (isHeld: boolean) =>
    act(async () =>
      draw(
        <Words messages={WORDS}>
          <Procedures>
            <Reader isHeld={isHeld} />
          </Procedures>
        </Words>,
      ),
    )
}
const said = () => document.querySelector('[role=status]')?.textContent

test('a board to read takes nothing from under a hand, and stays under one that comes later', async () => {
  vi.stubGlobal('fetch', async () => Response.json([{ result: { data: EMPTY_BOARD } }]))
  const draw = aReader()
  await draw(true)
  await seconds(10)
  expect(said()).toBeUndefined()
  await draw(false)
  expect(said()).toContain('Here it is for reading')
  await draw(true)
  expect(said()).toContain('Here it is for reading')
})

test('a board to read that comes no more is said to be old, and no more once it does', async () => {
  let isAway = false
  vi.stubGlobal('fetch', async () => {
    if (isAway) throw new TypeError('Failed to fetch')
    return Response.json([{ result: { data: EMPTY_BOARD } }])
  })
  const draw = aReader()
  await draw(false)
  await seconds(1)
  expect(said()).toContain('a few seconds late')
  isAway = true
  await seconds(4)
  expect(said()).toBe('No connection. What is shown may be old. Trying again …')
  isAway = false
  await seconds(4)
  expect(said()).toContain('a few seconds late')
})
