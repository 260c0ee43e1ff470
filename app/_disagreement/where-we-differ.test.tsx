// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { useShown } from './use-shown.ts'
import { WhereWeDiffer } from './where-we-differ.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
/** What the server says to each question, and what it was asked. */
let answers: Record<string, unknown>
let asked: string[]
/** What holds an answer back, once the server has read it. */
let held: Promise<void> | undefined
/** A question that gets nowhere. */
let cutOff: string | undefined
let root: Root

beforeEach(() => {
  asked = []
  held = undefined
  cutOff = undefined
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    asked.push(...names)
    if (cutOff && names.includes(cutOff)) throw new TypeError('Failed to fetch')
    const read = names.map((name) => ({ result: { data: answers[name] ?? null } }))
    await held
    return Response.json(read)
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
// Parts of the page that no test waits for are still on their way.
afterAll(() => vi.dynamicImportSettled())
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const reasons = (...texts: string[]) => texts.map((text) => ({ statementId: 's', partnerId: null, text }))

function Reasons({ now }: { now: SessionNow }) {
  return (
    <p>
      {useShown(now)
        ?.reasons.map(({ text }) => text)
        .join(' ')}
    </p>
  )
}

async function at(Screen: (props: { now: SessionNow }) => React.ReactNode, reasonsRead: string, shownRound = 1) {
  const now = { sessionId, shownRound, written: { reasonsRead }, attribution: 'partner' } as unknown as SessionNow
  await act(async () =>
    root.render(
      <Words messages={pick('answers', 'common')}>
        <Procedures>
          <Screen now={now} />
        </Procedures>
      </Words>,
    ),
  )
}
const reads = (text: string) => vi.waitFor(() => act(async () => expect(document.body.textContent).toBe(text)))

test('a verdict on a reason costs a phone the reasons, and never the report', async () => {
  answers = {
    'disagreement.shown': { round: 1, reasons: reasons('Rude', 'Fine') },
    'disagreement.reasons': reasons('Fine'),
  }
  await at(Reasons, '')
  await reads('Rude Fine')
  await at(Reasons, 'one-hidden')
  await reads('Fine')
  answers['disagreement.reasons'] = reasons('Rude', 'Fine')
  await at(Reasons, '')
  await reads('Rude Fine')
  expect(asked).toEqual(['disagreement.shown', 'disagreement.reasons', 'disagreement.reasons'])
})

test('a second verdict while the first one’s reasons are on their way is not missed', async () => {
  answers = { 'disagreement.shown': { round: 1, reasons: reasons('Rude', 'Vile', 'Fine') } }
  await at(Reasons, '')
  await reads('Rude Vile Fine')
  let arrives = () => {}
  held = new Promise((resolve) => {
    arrives = resolve
  })
  answers['disagreement.reasons'] = reasons('Vile', 'Fine')
  await at(Reasons, 'one-hidden')
  await vi.waitFor(() => act(async () => expect(asked).toContain('disagreement.reasons')))
  answers['disagreement.reasons'] = reasons('Fine')
  await at(Reasons, 'two-hidden')
  arrives()
  await reads('Fine')
})

test('reasons that could not be had are asked for until they are', async () => {
  vi.useFakeTimers()
  answers = {
    'disagreement.shown': { round: 1, reasons: reasons('Rude', 'Fine') },
    'disagreement.reasons': reasons('Fine'),
  }
  await at(Reasons, '')
  await reads('Rude Fine')
  cutOff = 'disagreement.reasons'
  await at(Reasons, 'one-hidden')
  for (let s = 0; s < 60; s += 1) await act(() => vi.advanceTimersByTimeAsync(1_000))
  cutOff = undefined
  await act(() => vi.advanceTimersByTimeAsync(15_000))
  expect(document.body.textContent).toBe('Fine')
  const before = asked.length
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(asked).toHaveLength(before)
})

test('a report that was read before a verdict and arrives after it brings back no reason', async () => {
  vi.useFakeTimers()
  const soon = () => act(() => vi.advanceTimersByTimeAsync(100))
  let arrives = () => {}
  held = new Promise((resolve) => {
    arrives = resolve
  })
  answers = {
    'disagreement.shown': { round: 1, reasons: reasons('Rude', 'Fine') },
    'disagreement.reasons': reasons('Fine'),
  }
  await at(Reasons, '')
  await soon()
  expect(asked).toEqual(['disagreement.shown'])
  held = undefined
  await at(Reasons, 'one-hidden')
  await soon()
  arrives()
  await reads('Fine')
  expect(asked).toEqual(['disagreement.shown', 'disagreement.reasons'])
})

test('whoever looks when the next round is shown is shown that', async () => {
  answers = { 'disagreement.shown': null }
  await at(WhereWeDiffer, '')
  await vi.waitFor(() => act(async () => expect(asked).toEqual(['disagreement.shown'])))
  await at(WhereWeDiffer, '', 2)
  await vi.waitFor(() => act(async () => expect(asked).toEqual(['disagreement.shown', 'disagreement.shown'])))
})
