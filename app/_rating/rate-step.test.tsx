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
import { RateStep } from './rate-step.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const WORDS = pick(
  'rate',
  'scale',
  'scaleIs',
  'scaleMost',
  'mandates',
  'asks',
  'common',
  'outbox',
  'shownAs',
  'refusal',
)
const NOW = {
  ...{ sessionId, name: 'Where next?', step: 'rate', round: 1, shownRound: 0, voice: 'own', questions: ['should'] },
  ...{
    statements: 2,
    statementsRead: 'a',
    progress: { finished: 0, of: 1 },
    attribution: 'partner',
    moderation: 'none',
    plan: [],
  },
  people: { partners: [] },
} as unknown as SessionNow
const ANSWERS: Record<string, unknown> = {
  'statement.list': [1, 2].map((no) => ({ id: newId<'statement'>(), no, text: `Text ${no}`, language: null })),
  'rating.mine': [],
}
const NONE: string[] = []
const asked: string[] = []
const given: { addsTo?: number; answer: number; reason: string }[] = []
let root: Root

const render = (now: SessionNow, partnerId: string | null = null) =>
  act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <RateStep now={now} partnerId={partnerId} />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )

beforeEach(async () => {
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    if (init?.method === 'POST') given.push(...(Object.values(JSON.parse(String(init.body))) as typeof given))
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    asked.push(...names)
    return Response.json(names.map((name) => ({ result: { data: ANSWERS[name] ?? null } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await render(NOW)
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain('Statement 1 of 2')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  ANSWERS['rating.mine'] = []
  asked.length = 0
  given.length = 0
})

const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent === name)
const turn = (name: string) =>
  act(async () => {
    button(name)?.focus()
    button(name)?.click()
  })
const key = (pressed: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, ...more }))
  })
const chosen = () => document.querySelector<HTMLInputElement>('input:checked')?.value
const readOut = () => document.activeElement?.textContent

test('whoever goes by keys is told of them, and hears each statement that they turn to', async () => {
  expect(document.body.textContent).toContain('Keys 1 to 5 answer')
  await turn('Next')
  expect(readOut()).toBe('Statement 2 of 2Text 2')
  await turn('Back')
  expect(readOut()).toBe('Statement 1 of 2Text 1')
})

test('the keys answer whatever was turned to, without another press', async () => {
  await turn('Next')
  await key('4')
  expect(chosen()).toBe('1')
  await key('2', { ctrlKey: true })
  expect(chosen()).toBe('1')
  await key('2')
  expect(chosen()).toBe('-1')
})

test('at the last statement Next keeps the focus, and the keys with it', async () => {
  await turn('Next')
  await turn('Next')
  expect(document.body.textContent).toContain('Statement 2 of 2')
  expect(document.activeElement).toBe(button('Next'))
  expect([button('Next')?.disabled, button('Next')?.getAttribute('aria-disabled')]).toEqual([false, 'true'])
  await key('5')
  expect(chosen()).toBe('2')
})

/** A room in which one voice speaks for each organisation, as it was told at a moment: so many of one's own are here. */
const aNamedRoom = (here: number, second: number) =>
  ({
    ...NOW,
    ...{ voice: 'named', serverNow: `2026-11-26T10:00:0${second}.000Z` },
    people: { partners: [{ id: 'harbour', here }] },
  }) as SessionNow

test('what a colleague answers for the organisation is told on a phone that is open already', async () => {
  await render(aNamedRoom(2, 1), 'harbour')
  expect(document.querySelectorAll('input[type=radio]').length).toBeGreaterThan(0)
  const [one] = ANSWERS['statement.list'] as [{ id: string }]
  ANSWERS['rating.mine'] = [
    { statementId: one.id, question: 'should', round: 1, answer: null, mandate: 'agreed', reason: '' },
  ]
  await render(aNamedRoom(2, 2), 'harbour')
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain('colleague')))
  expect(document.querySelectorAll('input[type=radio]')).toHaveLength(0)
})

test('whoever is alone for their organisation asks for their answers once, whatever happens in the room', async () => {
  await render(aNamedRoom(1, 1), 'harbour')
  await render(aNamedRoom(1, 2), 'harbour')
  await render({ ...aNamedRoom(2, 3), voice: 'own' }, 'harbour')
  await render({ ...aNamedRoom(2, 4), voice: 'own' }, 'harbour')
  await vi.waitFor(() => act(async () => expect(asked).toContain('statement.list')))
  expect(asked.filter((name) => name === 'rating.mine')).toHaveLength(1)
})

test('whoever has a statement before them reads its new words as soon as it is reworded, and answers those', async () => {
  const list = ANSWERS['statement.list']
  ANSWERS['statement.list'] = [{ id: newId<'statement'>(), no: 1, text: 'We never act alone', language: null }]
  await render({ ...NOW, statementsRead: 'b' })
  await vi.waitFor(() => act(async () => expect(document.querySelector('legend')?.textContent).toContain('never')))
  expect(document.body.textContent).not.toContain('Text 1')
  ANSWERS['statement.list'] = list
})

test('whoever comes back to this page sees what they answered on another one meanwhile', async () => {
  const [one] = ANSWERS['statement.list'] as [{ id: string }]
  await act(async () => document.querySelector<HTMLInputElement>('input[value="-1"]')?.click())
  expect(chosen()).toBe('-1')
  const own = { statementId: one.id, question: 'should', round: 1, mandate: 'own', reason: '', showing: 'before' }
  ANSWERS['rating.mine'] = [{ ...own, answer: 2 }]
  await vi.waitFor(() => expect(given).toHaveLength(1))
  await act(async () => window.dispatchEvent(new Event('visibilitychange')))
  await vi.waitFor(() => act(async () => expect(chosen()).toBe('2')))
})

test('a reason goes with the answer it was written for, and a new answer with none', async () => {
  const [one] = ANSWERS['statement.list'] as [{ id: string }]
  const own = { statementId: one.id, question: 'should', round: 1, mandate: 'own', reason: '', showing: 'before' }
  ANSWERS['rating.mine'] = [{ ...own, answer: -1 }]
  await act(async () => window.dispatchEvent(new Event('visibilitychange')))
  await vi.waitFor(() => act(async () => expect(chosen()).toBe('-1')))
  const select = document.querySelector('select') as HTMLSelectElement
  await act(async () => {
    select.value = 'agreed'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await vi.waitFor(() => act(async () => expect(given.at(-1)).toMatchObject({ answer: -1, addsTo: -1 })))
  await act(async () => document.querySelector<HTMLInputElement>('input[value="1"]')?.click())
  await vi.waitFor(() => act(async () => expect(given.at(-1)?.answer).toBe(1)))
  expect(given.at(-1)).not.toHaveProperty('addsTo')
})

test('whoever stands at the last statement when it is taken out stands at the one before', async () => {
  await turn('Next')
  expect(document.body.textContent).toContain('Statement 2 of 2')
  const both = ANSWERS['statement.list'] as unknown[]
  ANSWERS['statement.list'] = both.slice(0, 1)
  await render({ ...NOW, statements: 1, statementsRead: 'c' })
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain('Statement 1 of 1')))
  ANSWERS['statement.list'] = both
})
