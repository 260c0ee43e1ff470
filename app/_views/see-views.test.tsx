// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WithOutbox } from '#app/_outbox/use-outbox.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { SeeViews } from './see-views.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const NONE: string[] = []
const WORDS = pick('session', 'views', 'corners', 'facets', 'outbox', 'moderation', 'shownAs', 'refusal')
const NOW = {
  ...{ sessionId, name: 'Where next?', step: 'show-views', attribution: 'partner', views: { count: 1 } },
  people: { partners: [] },
} as unknown as SessionNow
const ME = { seatId: 'me', earlier: NONE } as unknown as Parameters<typeof SeeViews>[0]['me']
const BOARD = {
  places: { ...EMPTY_BOARD.places, middle: ['one'] },
  cards: { one: { text: 'Safe places after school' } },
}
/** Whether the views come, or the network takes them away. */
let come: (isTrue: boolean) => void
/** Whether they are asked for in vain from here on, and no answer comes at all. */
let hangs = false
let root: Root

beforeEach(async () => {
  hangs = false
  const coming = new Promise<boolean>((resolve) => {
    come = resolve
  })
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    if (names.includes('session.board') && hangs) return new Promise(() => {})
    if (names.includes('session.board') && !(await coming)) throw new TypeError('Failed to fetch')
    return Response.json(names.map((name) => ({ result: { data: name === 'session.board' ? BOARD : [] } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <SeeViews now={NOW} me={ME} />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

const seen = () => document.body.textContent
const sees = (text: string) => vi.waitFor(() => act(async () => expect(seen()).toContain(text)))

test('nothing to press stands where the views are still to come, so that no press misses as they do', async () => {
  expect(seen()).toContain('Focus and direction')
  expect(seen()).not.toContain('Add one more view')
  expect(document.querySelector('a')).toBeNull()
  come(true)
  await sees('Safe places after school')
  expect(seen()).toContain('Add one more view')
  expect(document.querySelector('a')).toBeTruthy()
})

test('where the views don’t come one can write all the same', async () => {
  expect(seen()).not.toContain('Add one more view')
  come(false)
  await sees('Add one more view')
})

test('a form that one writes in stays while the views are looked for again and again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  await act(async () => {
    come(false)
    // All tries of the first look, and the next look is on its way.
    await vi.advanceTimersByTimeAsync(11_000)
  })
  expect(seen()).toContain('Add one more view')
  hangs = true
  for (let second = 0; second < 10; second += 1) {
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(seen()).toContain('Add one more view')
  }
  vi.useRealTimers()
})
