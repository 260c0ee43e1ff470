// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { ShownHere } from './shown-here.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const WORDS = pick('answers', 'differ', 'kinds', 'says', 'rules', 'scale', 'moderation', 'talk', 'refusal')
const NAMES = ['Council', 'Traders']
const report = toldToRoom(analyse(aMatrix({ one: { Council: [1, 1, 2], Traders: [5, 4, 5] } }), { minimumCell: 3 }))
const statementId = report.statements[0]?.id as string
const reasons = [{ statementId, partnerId: null, text: 'Too dear', thingId: 'named-by-its-words' }]
const shown = { round: 1, report, is: null, perceptions: null, reasons }
/** What a phone told the server. */
let told: unknown[]
let root: Root

beforeEach(async () => {
  told = []
  vi.stubGlobal('fetch', async (input: string | URL, init?: RequestInit) => {
    const names = new URL(String(input), 'http://here').pathname.split('/').at(-1)?.split(',') ?? []
    if (names.includes('moderation.report')) told.push(...Object.values(JSON.parse(String(init?.body))))
    return Response.json(names.map(() => ({ result: { data: [] } })))
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

const sessionId = newId<'session'>()
/** The page of somebody who answered, or of somebody who only looks; with its reasons unfolded. */
async function page(who: 'answered' | 'looks', closed = false, given: typeof reasons = reasons) {
  const partners = NAMES.map((name, i) => ({ id: name, name, initials: name.slice(0, 2), markNo: i + 1, here: 3 }))
  const now = { sessionId, closed, attribution: 'partner', people: { partners } } as unknown as SessionNow
  await act(async () =>
    root.render(
      <Words messages={WORDS}>
        <Procedures>
          <ShownHere
            {...{
              now,
              shown: { ...shown, reasons: given },
              own: new Map(),
              inside: new Map(),
              ownAnswers: who === 'answered',
              level: 1,
            }}
          />
        </Procedures>
      </Words>,
    ),
  )
  const folded = [...document.querySelectorAll('details')].find((one) =>
    one.textContent?.includes(given.at(-1)?.text ?? ''),
  )
  await act(async () => {
    if (folded) folded.open = true
    folded?.dispatchEvent(new Event('toggle'))
  })
}
const button = () => document.querySelector<HTMLElement>('[aria-label="Ask the convenor to look at “Too dear”"]')

test('whoever reads a reason that should not stand there asks the convenor to look, and only the convenor learns of it', async () => {
  await page('answered')
  await vi.waitFor(() => act(async () => expect(button()).toBeTruthy()))
  await act(async () => button()?.click())
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain('The convenor knows')))
  expect(told).toEqual([{ sessionId, kind: 'reason', thingId: 'named-by-its-words' }])
})

test('what was said of a reason that is hidden then does not stand beside the next one', async () => {
  const rude = { statementId, partnerId: null, text: 'Rude', thingId: 'rude' }
  await page('answered', false, [rude, ...reasons])
  const ask = () => document.querySelector<HTMLElement>('[aria-label="Ask the convenor to look at “Rude”"]')
  await vi.waitFor(() => act(async () => expect(ask()).toBeTruthy()))
  await act(async () => ask()?.click())
  await vi.waitFor(() => act(async () => expect(document.body.textContent).toContain('The convenor knows')))
  await page('answered')
  expect(document.body.textContent).not.toContain('The convenor knows')
  expect(button()).toBeTruthy()
})

test.each([
  ['who only looks', 'looks', false],
  ['in a workshop that is over', 'answered', true],
] as const)('nobody %s is asked to report what they read', async (_, who, closed) => {
  await import('#app/_moderation/report-button.tsx')
  await page(who, closed)
  expect(document.body.textContent).toContain('Too dear')
  expect(button()).toBeNull()
})
