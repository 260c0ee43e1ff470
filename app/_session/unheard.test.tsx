// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeskHead } from '#app/_convene/desk-head.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { useSessionNow } from './use-session-now.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const [sessionId, networkId] = [newId<'session'>(), newId<'network'>()]
const FIRST = {
  ...{ sessionId, name: 'Where next?', networkName: 'Harbour', code: 'ABCDEF', plan: [], stepId: null, stepNo: 0 },
  serverNow: '2026-01-01T00:00:00.000Z',
} as unknown as SessionNow
const WORDS = pick('convene', 'step', 'steps', 'session', 'present', 'outbox', 'common')
const refused = (httpStatus: number, refusal: string) => ({
  error: { message: 'x', code: -32_001, data: { httpStatus, refusal, facts: {} } },
})
/** What the server says to whoever asks for what: that there is no such workshop for them, and what they are in which network. */
const turnedAway = (mine: object) => (asked: string) =>
  Response.json(
    asked.split(',').map((name) => (name === 'network.mine' ? mine : refused(404, 'not_found'))),
    { status: 207 },
  )
const inRole = (role: string) => ({ result: { data: [{ id: networkId, name: 'Harbour', role }] } })

function Desk() {
  const { now, hearing } = useSessionNow(sessionId, FIRST)
  return <DeskHead now={now} hearing={hearing} networkId={networkId} origin="http://here" />
}
let answer: (asked: string) => Promise<Response>
let root: Root
beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  // What tells at once comes through no such network.
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close() {}
    },
  )
  vi.stubGlobal('fetch', (input: string | URL) =>
    answer(new URL(String(input), 'http://here').pathname.split('/').at(-1) ?? ''),
  )
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test.each([
  [
    'shows its own page instead of ours',
    () => new Response('<h1>Hotel</h1>', { headers: { 'content-type': 'text/html' } }),
    'This Wi-Fi wants you to sign in first',
  ],
  ['is gone', () => Promise.reject(new TypeError('Failed to fetch')), 'No connection. What is shown may be old.'],
  ['is there, and the convenor is signed out', turnedAway(refused(401, 'signed_out')), 'This computer is signed out'],
  [
    'is there, and the convenor is one no more',
    turnedAway(inRole('member')),
    'You don’t run this network’s workshops any more',
  ],
  [
    'is there, and the convenor has left',
    turnedAway({ result: { data: [] } }),
    'You don’t run this network’s workshops',
  ],
  ['is there, and the workshop is gone', turnedAway(inRole('convenor')), 'This workshop is not here any more'],
])('the desk says so by itself when the network %s', async (_, answers, said) => {
  answer = async (asked) => answers(asked)
  await act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>
          <Desk />
        </Procedures>
      </Words>,
    ),
  )
  expect(document.querySelector('.banner')).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  await vi.waitFor(() => act(async () => expect(document.querySelector('.banner')?.textContent).toContain(said)))
})

function Heard() {
  return <p>{useSessionNow(sessionId, FIRST).hearing}</p>
}

test('a screen that has only just opened says nothing of its line, and that it is slow once it has asked in vain to be told', async () => {
  answer = async () => Response.json([{ result: { data: FIRST } }])
  await act(async () =>
    root.render(
      <Procedures>
        <Heard />
      </Procedures>,
    ),
  )
  const says = () => document.querySelector('p')?.textContent
  expect(says()).toBe('opening')
  await act(() => vi.advanceTimersByTimeAsync(2_900))
  expect(says()).toBe('opening')
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(says()).toBe('asking')
})
