// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { TalkSection } from './talk-section.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
const lineThat = (ended: object | null) => ({
  statementId: 's',
  text: 'A public quay',
  kind: null,
  askFirst: [],
  ended,
})
let lines: object[]
/** What holds an answer back, once the server has read it. */
let held: Promise<void> | undefined
let asked: number
let root: Root

beforeEach(() => {
  asked = 0
  held = undefined
  vi.stubGlobal('fetch', async () => {
    asked += 1
    const read = [{ result: { data: { lines, mayWrite: null } } }]
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
})

const at = (outcomes: string) => {
  const now = { sessionId, step: 'finish', shownRound: 1, written: { outcomes }, people: { partners: [] } }
  return act(async () =>
    root.render(
      <Words messages={pick('talk', 'kinds', 'says', 'rules', 'common')}>
        <Procedures>
          <TalkSection now={now as unknown as SessionNow} />
        </Procedures>
      </Words>,
    ),
  )
}
const eventually = (look: () => void) => vi.waitFor(() => act(async () => look()))

test('an outcome that is told while the list is first on its way is not missed', async () => {
  let arrives = () => {}
  held = new Promise((resolve) => {
    arrives = resolve
  })
  lines = [lineThat(null)]
  await at('')
  await eventually(() => expect(asked).toBe(1))
  lines = [lineThat({ outcome: 'settled', note: 'Both quays stay open', reworded: null, sentTo: null })]
  await at('one')
  arrives()
  await eventually(() => expect(document.body.textContent).toContain('Both quays stay open'))
})

test('in what order to talk is said over a list, and not where there is nothing on it', async () => {
  lines = []
  await at('')
  await eventually(() => expect(document.body.textContent).toContain('There is nothing on the list'))
  expect(document.body.textContent).not.toContain('Unclear first')
  lines = [{ ...lineThat(null), kind: 'unclear', label: null }]
  await at('one')
  await eventually(() => expect(document.body.textContent).toContain('A public quay'))
  expect(document.body.textContent).toContain('Unclear first')
})
