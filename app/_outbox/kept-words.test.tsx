// @vitest-environment happy-dom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TriangleCheck } from '#app/_backing/triangle-check.tsx'
import { AnswerFromSeat } from '#app/_proposition/answer-from-seat.tsx'
import { RateStatement } from '#app/_rating/rate-statement.tsx'
import type { Given } from '#app/_rating/use-answers.ts'
import { OutcomeForm } from '#app/_talk/outcome-form.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { Statement } from '#server/statement/find.ts'
import type { TalkLine } from '#server/talk/find.ts'
import { newId } from '#server/vocabulary/ids.ts'
import type { Question } from '#server/vocabulary/rating-scale.ts'
import { WithOutbox } from './use-outbox.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
let root: Root | undefined

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  // A hall's network, which lets nothing through.
  vi.stubGlobal('fetch', () => new Promise(() => {}))
})
afterEach(async () => {
  await leave()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const seconds = (count: number) => act(async () => vi.advanceTimersByTimeAsync(count * 1_000))
/** Opens a page anew: what stood in the one before is gone. */
async function open(page: ReactNode) {
  await leave()
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await show(page)
  await seconds(0.01)
}
const show = (page: ReactNode) =>
  act(async () =>
    root?.render(
      <Words messages={WORDS}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            {page}
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
const NONE: string[] = []
const WORDS = pick(
  'step',
  'steps',
  'session',
  'outbox',
  'refusal',
  'triangleCheck',
  'backing',
  'corners',
  'proposition',
  'talk',
  'common',
  'rate',
  'scale',
  'scaleIs',
  'scaleMost',
  'mandates',
  'asks',
)
async function leave() {
  await act(async () => root?.unmount())
  root = undefined
  document.body.innerHTML = ''
}
const field = <Field extends HTMLElement = HTMLInputElement>(name: string) =>
  document.querySelector<Field>(name) as Field & { value: string; checked: boolean }
const press = (name: string) => act(async () => field(name).click())
/** As a keyboard does it: React hears of what is set by hand no other way. */
const type = (name: string, words: string) =>
  act(async () => {
    const element = field(name)
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set?.call(element, words)
    element.dispatchEvent(new Event(element.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
    element.dispatchEvent(new Event('input', { bubbles: true }))
  })

test('what is half written of who backs us is there on the next page, with what was asked after a choice', async () => {
  const now = { stepId: 'a', sessionId, attribution: 'none', plan: [], views: { count: 0 } } as unknown as SessionNow
  await open(<TriangleCheck now={now} />)
  await type('[name=label]', 'The harbour master')
  await press('[name=gives][value=permission]')
  await press('[name=basis][value=formal]')
  await type('[name=instrument]', 'statute')
  await open(<TriangleCheck now={now} />)
  expect(field('[name=label]').value).toBe('The harbour master')
  expect(field('[name=gives][value=permission]').checked).toBe(true)
  expect(field('[name=basis][value=formal]').checked).toBe(true)
  expect(field('[name=instrument]').value).toBe('statute')
  await open(<TriangleCheck now={{ ...now, stepId: 'b' } as SessionNow} />)
  expect(field('[name=label]').value).toBe('')
})

test('so is an answer to the sentence, with its reason', async () => {
  const answer = <AnswerFromSeat no={1} speaksFor="City Council" own={null} looker={{ is: 'seat', sessionId }} />
  await open(answer)
  await press('[name=answer][value=cannot]')
  await type('[name=reason]', 'Too wide')
  await open(answer)
  expect(field('[name=answer][value=cannot]').checked).toBe(true)
  expect(field('[name=reason]').value).toBe('Too wide')
})

test('so is how the talk ended, unfolded', async () => {
  const line = { statementId: newId<'statement'>(), text: 'Old words', ended: null } as unknown as TalkLine
  const form = <OutcomeForm sessionId={sessionId} line={line} maySend={false} backers={[]} />
  await open(form)
  expect(field<HTMLDetailsElement>('details').open).toBe(false)
  await press('[name=outcome][value=reworded]')
  await type('[name=text]', 'New wor')
  await open(form)
  expect(field<HTMLDetailsElement>('details').open).toBe(true)
  expect(field('[name=text]').value).toBe('New wor')
})

const statement = { id: newId<'statement'>(), no: 1, text: 'One', language: 'en-GB' } as unknown as Statement
type Gave = (question: Question, given: Given) => void
function rating(given: Given | undefined, onGive: Gave, of = statement, round = 1, byColleague = false) {
  return (
    <RateStatement
      key={`${of.id} ${round}`}
      {...{ statement: of, of: 2, round, named: false, questions: ['should'], mandate: 'own', onGive }}
      givenTo={() => given}
      byColleague={() => byColleague}
      beforeTo={() => undefined}
    />
  )
}
const agree: Given = { answer: 1, mandate: 'own', reason: '' }

test('a reason is sent after a pause in the writing, and once', async () => {
  const gave = vi.fn()
  await open(rating(agree, gave))
  await type('textarea', 'Because ')
  await seconds(0.9)
  await type('textarea', 'Because we can ')
  await seconds(0.9)
  expect(gave).not.toHaveBeenCalled()
  await seconds(0.2)
  expect(gave.mock.calls).toEqual([['should', { ...agree, reason: 'Because we can' }]])
  await show(rating({ ...agree, reason: 'Because we can' }, gave))
  await seconds(5)
  expect(gave).toHaveBeenCalledTimes(1)
  expect(localStorage).toHaveLength(0)
})

test('a reason that is being written when its statement goes is sent with the answer', async () => {
  const gave = vi.fn()
  await open(rating(agree, gave))
  await type('textarea', 'Because')
  await show(<p>Where we differ</p>)
  expect(gave.mock.calls).toEqual([['should', { ...agree, reason: 'Because' }]])
})

test('a reason that is refused is not sent again by itself, but as soon as it is written on', async () => {
  const gave = vi.fn()
  await open(rating(agree, gave))
  await type('textarea', 'Because')
  await seconds(1)
  await show(rating({ ...agree, reason: 'Because' }, gave))
  // Refused: what is stored stands again.
  await show(rating(agree, gave))
  await seconds(10)
  await act(async () => field('textarea').dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  expect(gave).toHaveBeenCalledTimes(1)
  await type('textarea', 'Because we can')
  await seconds(1)
  expect(gave.mock.calls[1]).toEqual(['should', { ...agree, reason: 'Because we can' }])
  await show(rating(agree, gave))
  await leave()
  expect(gave).toHaveBeenCalledTimes(2)
  expect(localStorage).toHaveLength(0)
})

test('a reason given as its round ended is not there in the next round', async () => {
  const gave = vi.fn()
  await open(rating(agree, gave))
  await type('textarea', 'Because')
  await show(rating(undefined, gave, statement, 2))
  expect(gave.mock.calls).toEqual([['should', { ...agree, reason: 'Because' }]])
  expect(field('textarea').value).toBe('')
  await press('input[value="1"]')
  expect(gave.mock.calls[1]).toEqual(['should', agree])
  await open(rating(undefined, gave, statement, 1))
  expect(field('textarea').value).toBe('')
})

test('a reason sent as the page goes is kept until another page finds it stored', async () => {
  const gave = vi.fn()
  await open(rating(agree, gave))
  await type('textarea', 'Because')
  await act(async () => window.dispatchEvent(new Event('pagehide')))
  expect(gave).toHaveBeenCalledTimes(1)
  await show(rating({ ...agree, reason: 'Because' }, gave))
  expect(localStorage).toHaveLength(1)
  await open(rating({ ...agree, reason: 'Because' }, gave))
  expect(localStorage).toHaveLength(0)
  expect(gave).toHaveBeenCalledTimes(1)
})

test('a reason without an answer is there again after Next and on another page, and goes with the answer', async () => {
  const gave = vi.fn()
  const next = { ...statement, id: newId<'statement'>() } as Statement
  await open(rating(undefined, gave))
  await type('textarea', 'Because')
  await show(rating(undefined, gave, next))
  expect(field('textarea').value).toBe('')
  await show(rating(undefined, gave))
  expect(field('textarea').value).toBe('Because')
  await open(rating(undefined, gave))
  expect(field('textarea').value).toBe('Because')
  expect(gave).not.toHaveBeenCalled()
  await press('input[value="1"]')
  expect(gave.mock.calls).toEqual([['should', { ...agree, reason: 'Because' }]])
})

test('where a colleague has answered, no reason is asked for that would go nowhere', async () => {
  await open(rating(undefined, vi.fn(), statement, 1, true))
  expect(document.body.textContent).toContain('A colleague has answered this')
  expect(field('textarea')).toBeNull()
})
