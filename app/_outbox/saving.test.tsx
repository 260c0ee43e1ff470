// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { newId } from '#server/vocabulary/ids.ts'
import type { Deed } from './deed.ts'
import { isOfViews, Saving } from './saving.tsx'
import { useOutbox, WithOutbox } from './use-outbox.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const NONE: string[] = []
let root: Root

beforeEach(() => {
  localStorage.clear()
  vi.stubGlobal('fetch', async () => Response.json([{ result: { data: null } }]))
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

function Writing() {
  const { put } = useOutbox()
  const view = { does: 'add-view', place: 'value', facet: null, text: 'Safe places' } as const
  const answer = { does: 'rate', question: 'should', mandate: 'own', reason: '', answer: 1 } as const
  return (
    <>
      <button type="button" onClick={() => put({ ...view, viewId: newId<'view'>() })}>
        Add
      </button>
      <button type="button" onClick={() => put({ ...answer, statementId: newId<'statement'>(), round: 1 })}>
        Agree
      </button>
    </>
  )
}
const at = (here: (deed: Deed) => boolean) =>
  act(async () =>
    root.render(
      <Words messages={pick('outbox')}>
        <Procedures>
          <WithOutbox sessionId={sessionId} seatId="me" earlier={NONE}>
            <Writing />
            <Saving here={here} />
          </WithOutbox>
        </Procedures>
      </Words>,
    ),
  )
const said = () => document.querySelector('[role="status"]')?.textContent
const press = (name: string) =>
  act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent === name)?.click())
const isSaved = () => vi.waitFor(() => act(async () => expect(said()).toBe('Saved')))

test('nothing is said to be saved at a step before anything was done there, whatever was before', async () => {
  await at(isOfViews)
  expect(said()).toBe('')
  await press('Add')
  await isSaved()
  await at(({ does }) => does === 'rate')
  expect(said()).toBe('')
  await press('Agree')
  await isSaved()
})
