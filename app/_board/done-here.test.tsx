// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { DoneHere } from './done-here.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
/** What the server has of this seat. */
let done: boolean
let root: Root

beforeEach(() => {
  vi.stubGlobal('fetch', async (input: string | URL) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    return Response.json(names.map(() => ({ result: { data: { hand: null, moreTime: false, done } } })))
  })
  root = createRoot(document.body.appendChild(document.createElement('main')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

const at = (stepNo: number) =>
  act(async () =>
    root.render(
      <Words messages={pick('asks')}>
        <Procedures>
          <DoneHere now={{ sessionId, step: 'views', stepNo } as unknown as SessionNow} />
        </Procedures>
      </Words>,
    ),
  )
const isSaid = (said: boolean) =>
  vi.waitFor(() =>
    act(async () => expect(document.querySelector('button')?.getAttribute('aria-pressed')).toBe(String(said))),
  )

test('at the next step of the same kind nobody has said yet that they are done', async () => {
  done = true
  await at(1)
  await isSaid(true)
  done = false
  await at(2)
  await isSaid(false)
})
