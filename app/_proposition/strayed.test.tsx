// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { WithOutbox } from '#app/_outbox/use-outbox.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { newId } from '#server/vocabulary/ids.ts'
import { SLOTS } from '#server/vocabulary/proposition.ts'
import { PropositionPanel } from './proposition-panel.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const WORDS = pick('proposition', 'corners', 'refusal', 'common')
const slots = Object.fromEntries(SLOTS.map((slot) => [slot, { text: 'all', sources: [] }]))
const version = { no: 1, slots, asking: 'open', answered: 1, asked: 2, answers: null, present: [], changed: null }
const [council, university] = ['Council', 'University'].map((name) => ({ id: name, name, initials: name, markNo: 1 }))
const sessionId = newId<'session'>()
const own = { answer: 'cannot', reason: 'no', version: 1 }
afterEach(() => {
  document.body.innerHTML = ''
  localStorage.clear()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test.each([
  ['open while its organisation is put right takes its answer along by itself', true],
  ['opened after that offers to, for somebody else may hold it by now', false],
])('a phone that was %s', async (_, wasOpen) => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  let here: object = { versions: [version], speaksFor: council, own, strayed: null }
  const done: string[] = []
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    if (names.includes('proposition.takeAlong')) {
      done.push('taken along')
      here = { versions: [version], speaksFor: university, own, strayed: null }
    }
    return Response.json(names.map(() => ({ result: { data: here } })))
  })
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  const putRight = () => {
    here = { versions: [version], speaksFor: university, own: null, strayed: council }
  }
  if (!wasOpen) putRight()
  await act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="anna" earlier={[]}>
            <PropositionPanel
              looker={{ is: 'seat', sessionId }}
              Answer={({ speaksFor, own: said }) => <p>{said ? `${speaksFor} said ${said.answer}` : 'nothing said'}</p>}
            />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
  const reads = (words: string) => vi.waitFor(() => act(async () => expect(document.body.textContent).toContain(words)))
  if (wasOpen) {
    await reads('Council said cannot')
    putRight()
    await act(() => vi.advanceTimersByTimeAsync(3_000))
  } else {
    await reads('You answered this for Council, and now you speak for University.')
    expect(done).toEqual([])
    await act(async () => document.querySelector('button')?.click())
  }
  await reads('University said cannot')
  expect(done).toEqual(['taken along'])
  expect(document.body.textContent).not.toContain('You answered this for')
  await act(async () => root.unmount())
})
