// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WithOutbox } from '#app/_outbox/use-outbox.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { Asks } from './asks.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const NONE: string[] = []
/** What the server has of this seat, and what it was asked to do, in order. */
let up: Set<string>
let did: string[]
/** How often it was asked what this seat has up, and its place in the queue of hands. */
let looks: number
let place: number | null
let root: Root

beforeEach(() => {
  up = new Set()
  did = []
  looks = 0
  place = null
  vi.stubGlobal('fetch', async (input: string | URL, { body }: RequestInit = {}) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    const sent = body ? (JSON.parse(String(body)) as Record<string, { kind: string }>) : {}
    names.forEach((name, no) => {
      const kind = sent[no]?.kind ?? ''
      if (name === 'participant.raise') up.add(kind)
      if (name === 'participant.lower') up.delete(kind)
      if (kind) did.push(`${name === 'participant.raise' ? 'up' : 'down'} ${kind}`)
    })
    looks += names.filter((name) => name === 'participant.signals').length
    const own = { hand: place, moreTime: up.has('more_time'), done: up.has('done') }
    return Response.json(names.map((name) => ({ result: { data: name === 'participant.signals' ? own : null } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

const at = (step: Step, says = { hand: 0, more_time: 0, done: 0 }, stepNo = 1) =>
  act(async () =>
    root.render(
      <Words messages={pick('asks', 'outbox')}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <textarea />
            <Asks now={{ sessionId, step, stepNo, signals: says } as unknown as SessionNow} />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent === name)
const press = (name: string) => act(async () => button(name)?.click())
const write = () =>
  act(async () => void document.querySelector('textarea')?.dispatchEvent(new Event('input', { bubbles: true })))
const sees = (what: () => void) => vi.waitFor(() => act(async () => what()), { timeout: 5_000 })
const isPressed = (name: string) => button(name)?.getAttribute('aria-pressed')

test('whoever says they are done reads who knows of it, and going on writing takes it back', async () => {
  await at('views')
  await press('I’m done')
  expect(isPressed('I’m done')).toBe('true')
  expect(document.querySelector('[role=status]')?.textContent).toContain('The convenor knows how many are done')
  await sees(() => expect(did).toEqual(['up done']))
  await write()
  await write()
  expect(isPressed('I’m done')).toBe('false')
  await sees(() => expect(did).toEqual(['up done', 'down done']))
  expect(document.querySelector('[role=status]')?.textContent).toBe('')
})

test('to need more time is not to be done', async () => {
  await at('views')
  await press('I’m done')
  await press('I need more time')
  // An answer from before the second press may still come in between.
  await sees(() => expect([isPressed('I’m done'), isPressed('I need more time')]).toEqual(['false', 'true']))
  await sees(() => expect(did).toEqual(['up done', 'up more_time']))
  // What is written by somebody who needs more time takes nothing back.
  await write()
  expect(isPressed('I need more time')).toBe('true')
})

test('what others say costs a phone no question, but for its place in the queue and at another step', async () => {
  await at('views')
  await sees(() => expect(looks).toBeGreaterThan(0))
  const before = looks
  for (const done of [1, 2, 3]) await at('views', { hand: done, more_time: done, done })
  expect(looks).toBe(before)
  place = 2
  await at('activities', { hand: 3, more_time: 0, done: 3 }, 2)
  await sees(() => expect(document.querySelector('[role=status]')?.textContent).toContain('2'))
  place = 1
  await at('activities', { hand: 2, more_time: 0, done: 3 }, 2)
  await sees(() => expect(document.querySelector('[role=status]')?.textContent).toContain('1'))
})

test.each([
  ['story', true],
  ['triangle', true],
  ['activities', true],
  ['minute', true],
  ['rate', false],
  ['dots', false],
  ['talk', false],
  ['show-views', false],
] as const)('at the step %s one may say so: %s', async (step, says) => {
  await at(step)
  expect(button('I’m done') !== undefined).toBe(says)
})
