// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { OwnAnswer } from '#server/proposition/find.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { AnswerForm } from './answer-form.tsx'
import { GivenAnswers } from './given-answers.tsx'
import { TakeOut } from './take-out.tsx'

// There is no page around it here whose words could be fetched anew.
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh() {} }) }))

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const networkId = newId<'network'>()
const WORDS = pick('proposition', 'refusal', 'common')
const council = { id: newId<'partner'>(), name: 'City Council', initials: 'CC', markNo: 1 }
let given: { partner: typeof council; version: number; is: string }[]
const sent: unknown[] = []
let root: Root
beforeEach(() => {
  given = [{ partner: council, version: 1, is: 'standing' }]
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    const [deed] = names.filter((name) => name !== 'proposition.given')
    if (deed) {
      const { version } = JSON.parse(String(init?.body))[0]
      sent.push([deed, version])
      given = [
        { partner: council, version: version + 1, is: deed === 'proposition.takeOut' ? 'taken-out' : 'standing' },
      ]
    }
    return Response.json(names.map((name) => ({ result: { data: name === 'proposition.given' ? given : null } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  sent.length = 0
})
const draw = (shown: React.ReactNode) =>
  act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>{shown}</Procedures>
      </Words>,
    ),
  )
const button = () => document.querySelector('button')
const reads = (words: string) => vi.waitFor(() => act(async () => expect(document.body.textContent).toContain(words)))

test('an answer is taken out as it was seen, says so, and is put back by the same button', async () => {
  await draw(<TakeOut networkId={networkId} no={1} />)
  await reads('Take out the answer City Council')
  const told = document.querySelector('li [role=status]')
  expect(told?.textContent).toBe('')
  await act(async () => button()?.click())
  await reads('City Council taken out')
  expect(told?.textContent).toBe(' taken out')
  expect(button()?.textContent).toBe('Put it back City Council')
  await act(async () => button()?.click())
  await reads('Take out the answer City Council')
  expect(sent).toEqual([
    ['proposition.takeOut', 1],
    ['proposition.putBack', 2],
  ])
})

test('before anybody has answered there is nothing to take out', async () => {
  given = []
  await draw(<TakeOut networkId={networkId} no={1} />)
  await act(async () => {})
  expect(document.querySelector('main')?.textContent).toBe('')
})

test('whose answer was taken out answers anew, and nothing of it is shown', async () => {
  const onAnswer = vi.fn()
  const own = { answer: null, reason: '', version: 2, takenOut: true } as const
  await draw(<AnswerForm {...{ no: 1, speaksFor: 'City Council', own, busy: false, wrong: '', done: '', onAnswer }} />)
  await reads('A convenor took out what was answered for City Council. You can answer now.')
  expect(document.querySelector('input:checked')).toBeNull()
  await act(async () => document.querySelector<HTMLInputElement>('[value=support]')?.click())
  await act(async () => button()?.click())
  expect(onAnswer).toHaveBeenCalledWith({ no: 1, answer: 'support', reason: '', version: 2 })
})

test.each([
  ['goes from the form it stands in', '', ['', 0]],
  ['does not take with it what was typed since', 'our board has met', ['our board has met', 1]],
] as const)('what is taken out while somebody looks at it %s', async (_, typed, stays) => {
  const show = (own: OwnAnswer) =>
    draw(<AnswerForm {...{ no: 1, speaksFor: 'City Council', own, busy: false, wrong: '', done: '', onAnswer() {} }} />)
  const reason = () => document.querySelector('textarea')
  await show({ answer: 'cannot', reason: 'not ours', version: 1 })
  expect(reason()?.value).toBe('not ours')
  await act(async () => {
    const field = reason()
    if (!field || !typed) return
    field.value = typed
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await show({ answer: null, reason: '', version: 2, takenOut: true })
  await reads('You can answer now.')
  expect([reason()?.value ?? '', document.querySelectorAll('input:checked').length]).toEqual(stays)
})

test('in the place of an answer that was taken out it is said so, and it is not one that nobody gave', async () => {
  await draw(<GivenAnswers answers={[]} takenOut={[council]} asked={2} />)
  await reads('Taken out by a convenor: the answer of City Council.')
  await reads('1 partner has not answered.')
})
