// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reasonName } from '#app/_rating/reason-name.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { HeldDeeds } from './held-deeds.tsx'
import { keepWords } from './kept-form.ts'
import { useOutbox, WithOutbox } from './use-outbox.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const statementId = newId<'statement'>()
const NOW = { sessionId, step: 'show-answers', stepNo: 4, round: 1, attribution: 'partner' } as unknown as SessionNow
const NONE: string[] = []
const stored = {
  ...{ statementId, question: 'should', round: 1, mandate: 'own', reason: '', answer: 1 },
  showing: 'before',
}
const TOO_LATE = { code: 'CONFLICT', httpStatus: 409, refusal: 'rating.already_shown', facts: {} }
let refused: typeof TOO_LATE | (Omit<typeof TOO_LATE, 'facts'> & { facts: { words: string } })
let statements: { id: string; text: string }[]
let mine: (typeof stored)[]
let root: Root

beforeEach(async () => {
  mine = []
  refused = TOO_LATE
  statements = [{ id: statementId, text: 'One' }]
  localStorage.clear()
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    const answers: Record<string, unknown> = {
      'rating.mine': mine,
      'statement.list': statements,
    }
    return Response.json(
      names.map((name) =>
        name === 'rating.give'
          ? { error: { message: 'no', code: -32009, data: { ...refused, path: name } } }
          : { result: { data: answers[name] ?? null } },
      ),
    )
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

function Answering({ answer }: { answer: 1 | 2 }) {
  const { put } = useOutbox()
  const deed = { does: 'rate', statementId, question: 'should', round: 1, mandate: 'own', answer } as const
  return (
    <button type="button" onClick={() => put({ ...deed, reason: 'Because' })}>
      Answer
    </button>
  )
}
async function giveAndBeRefused(answer: 1 | 2) {
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await act(async () =>
    root.render(
      <Words messages={pick('outbox', 'refusal')}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <Answering answer={answer} />
            <HeldDeeds now={NOW} />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
  await press('Answer')
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain('“One”')))
}
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent === name)
const press = (name: string) => act(async () => button(name)?.click())

test('a reason to an answer that is shown already is not offered to be sent late: the answer stands', async () => {
  mine = [stored]
  await giveAndBeRefused(1)
  expect(document.body.textContent).toContain('The answer that was given before stands. The reason came too late.')
  expect(button('Send it late')).toBeUndefined()
})

test('nor is another answer; whoever gave none in private may still send theirs late', async () => {
  mine = [stored]
  await giveAndBeRefused(2)
  expect(document.body.textContent).toContain('The change came too late.')
  await act(async () => root.unmount())
  mine = []
  await giveAndBeRefused(2)
  expect(button('Send it late')).toBeDefined()
  expect(document.body.textContent).toContain('marked “after”')
})

test('a reason that is put away does not come again on the next page', async () => {
  keepWords(`${sessionId} me ${reasonName(statementId, 1)}`, 'Because')
  await giveAndBeRefused(1)
  expect(localStorage).toHaveLength(1)
  await press('Delete it')
  expect(localStorage).toHaveLength(0)
})

test('an answer to words that were changed meanwhile is told with the old words, and never sent for the new', async () => {
  refused = { ...TOO_LATE, refusal: 'statement.reworded', facts: { words: 'One' } }
  statements = [{ id: newId<'statement'>(), text: 'Never one' }]
  await giveAndBeRefused(1)
  expect(document.body.textContent).toContain('was not stored; answer the new ones.')
  expect(document.body.textContent).toContain('“Because”')
  expect(button('Send it late')).toBeUndefined()
})
