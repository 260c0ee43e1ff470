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
import { PlaceDots } from './place-dots.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const [first, second] = [newId<'step'>(), newId<'step'>()]
const dots = { kind: 'dots', script: 'dots', state: 'planned', dots: 3, stacking: 'many', dotsShown: false }
const NOW = {
  ...{ sessionId, statementsRead: 'a', written: { activities: 0, checking: 0 }, attribution: 'partner' },
  plan: [first, second].map((id) => ({ ...dots, id, title: 'Dots', instruction: 'Place them' })),
} as unknown as SessionNow
const thingId = newId<'statement'>()
/** What the server has at the first step. */
let placed: unknown[]
const ANSWERS: Record<string, unknown> = {
  'dots.things': [{ id: thingId, text: 'Young people come first' }],
  'dots.mine': [],
}
const NONE: string[] = []
let root: Root

const at = (stepId: typeof first, statementsRead = 'a') =>
  act(async () =>
    root.render(
      <Words messages={pick('dots', 'steps', 'outbox')}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <PlaceDots now={{ ...NOW, stepId, statementsRead }} />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
const more = () => document.querySelector<HTMLButtonElement>('button[aria-label="Put a dot here"]')
const reads = (text: string) => vi.waitFor(() => act(async () => expect(document.body.textContent).toContain(text)))

beforeEach(() => {
  localStorage.clear()
  placed = []
  vi.stubGlobal('fetch', async (input: string | URL, sent?: { body?: string }) => {
    const { pathname, searchParams } = new URL(String(input), 'http://here')
    const names = pathname.split('/').at(-1)?.split(',') ?? []
    const asked = JSON.parse(searchParams.get('input') ?? '{}') as Record<string, { stepId?: string } | undefined>
    if (names.includes('dots.place')) placed = JSON.parse(sent?.body ?? '')[0].placed
    const answer = (name: string, no: number) =>
      name === 'dots.mine' && asked[no]?.stepId !== second ? placed : ANSWERS[name]
    return Response.json(names.map((name, no) => ({ result: { data: answer(name, no) ?? null } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

test('dots that were placed at an earlier step are no reason to say “Saved” at a second one', async () => {
  await at(first)
  await reads('Young people come first')
  await act(async () => more()?.click())
  await reads('Saved')
  await reads('2 dots left of 3')
  await at(second)
  await reads('Young people come first')
  expect(document.body.textContent).not.toContain('Saved')
  // Nor do they lie there.
  await reads('3 dots left of 3')
})

test('whoever puts down their last dot by keyboard stands where they stood, and more presses put down no more', async () => {
  await at(first)
  await reads('Young people come first')
  more()?.focus()
  for (let press = 1; press <= 5; press += 1) await act(async () => more()?.click())
  await reads('0 dots left of 3')
  expect([document.activeElement, more()?.getAttribute('aria-disabled')]).toEqual([more(), 'true'])
})

test('whoever puts dots on a statement reads its new words as soon as the desk changes them, and puts dots on those', async () => {
  await at(first)
  await reads('Young people come first')
  const had = ANSWERS['dots.things']
  ANSWERS['dots.things'] = [{ id: newId<'statement'>(), text: 'Old people come first' }]
  await at(first, 'b')
  await reads('Old people come first')
  expect(document.body.textContent).not.toContain('Young people')
  ANSWERS['dots.things'] = had
})
