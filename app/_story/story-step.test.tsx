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
import { StoryStep } from './story-step.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const stepId = newId<'step'>()
const NOW = {
  ...{ sessionId, stepId, stepNo: 1, step: 'story', attribution: 'partner', moderation: 'none' },
  plan: [{ id: stepId, kind: 'story', script: 'story', state: 'planned', title: '', instruction: '' }],
  written: { stories: 0, checking: 0 },
  people: { partners: [] },
} as unknown as SessionNow
const NONE: string[] = []
let root: Root
let answer: (data: unknown) => void

beforeEach(async () => {
  localStorage.clear()
  const asked = new Promise<unknown>((resolve) => {
    answer = resolve
  })
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    const mine = await asked
    return Response.json(names.map((name) => ({ result: { data: name === 'story.mine' ? mine : [] } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await act(async () =>
    root.render(
      <Words messages={pick('story', 'steps', 'step', 'outbox', 'common', 'refusal')}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <StoryStep now={NOW} />
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

test('the form has its place before it is known what one told, and then the words one told', async () => {
  const field = () => document.querySelector('textarea')
  expect(field()?.closest('.coming')).not.toBeNull()
  await act(async () => answer({ text: 'A flood', teller: '' }))
  await vi.waitFor(() => act(async () => expect(field()?.closest('.coming')).toBeNull()))
  expect(field()?.value).toBe('A flood')
})
