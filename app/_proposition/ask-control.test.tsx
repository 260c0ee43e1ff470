// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { newId } from '#server/vocabulary/ids.ts'
import type { Asking } from '#server/vocabulary/proposition.ts'
import { AskControl } from './ask-control.tsx'

// There is no page around it here whose words could be fetched anew.
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh() {} }) }))

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const networkId = newId<'network'>()
const WORDS = pick('proposition', 'refusal', 'common')
const sent: string[] = []
let root: Root
beforeEach(() => {
  vi.stubGlobal('fetch', async (input: string | URL) => {
    sent.push(new URL(String(input), 'http://here').pathname.split('/').at(-1) ?? '')
    return Response.json([{ result: { data: null } }])
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  sent.length = 0
})

const desk = (no: number, asking: Asking) =>
  act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>
          <AskControl networkId={networkId} no={no} asking={asking} sessionId={null} />
        </Procedures>
      </Words>,
    ),
  )
const press = (name: string) =>
  act(async () => [...document.querySelectorAll('button')].find((one) => one.textContent === name)?.click())
const isAsked = () => document.querySelector('[role=alertdialog]') !== null

test('an asking is closed at the second question, and the next one is not asked to be closed as soon as it is open', async () => {
  await desk(1, 'open')
  await press('Close the asking and show the answers …')
  expect([isAsked(), sent]).toEqual([true, []])
  await press('Close the asking and show the answers')
  await vi.waitFor(() => act(async () => expect(sent).toContain('proposition.close')))
  await desk(2, 'not_asked')
  await press('Ask every partner')
  await vi.waitFor(() => act(async () => expect(sent).toContain('proposition.ask')))
  await desk(2, 'open')
  expect(isAsked()).toBe(false)
})
