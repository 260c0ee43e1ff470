// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { TalkSection } from './talk-section.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const root = createRoot(document.body)
// Parts of the page that no test waits for are still on their way.
afterAll(() => vi.dynamicImportSettled())
afterEach(async () => {
  await act(async () => root.render(null))
  vi.unstubAllGlobals()
})

/** What stands there of a talk list with these lines. */
async function list(lines: readonly object[], says: string): Promise<void> {
  vi.stubGlobal('fetch', async () => Response.json([{ result: { data: { lines, mayWrite: null } } }]))
  const now = { sessionId: newId<'session'>(), shownRound: 1, written: { outcomes: 0 }, people: { partners: [] } }
  await act(async () =>
    root.render(
      <Words messages={pick('talk', 'kinds', 'rules')}>
        <Procedures>
          <TalkSection now={now as unknown as SessionNow} />
        </Procedures>
      </Words>,
    ),
  )
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain(says)))
}

test('in what order to talk is said over a list, and not where there is nothing on it', async () => {
  await list([], 'There is nothing on the list')
  expect(document.body.textContent).not.toContain('Unclear first')
  const line = { statementId: 's', text: 'A public quay', kind: 'unclear', label: null, askFirst: [], ended: null }
  await list([line], 'A public quay')
  expect(document.body.textContent).toContain('Unclear first')
})
