// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { CLOSE } from '#server/sync/protocol.ts'
import { BoardTop } from './board-top.tsx'
import { type LineState, WAITING } from './connect-board.ts'
import type { Scene } from './scene.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root

beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
})

const WORDS = pick('board', 'common', 'corners', 'step')
const NOW = {
  name: 'Harbour',
  networkName: 'City',
  question: 'Why?',
  step: 'views',
  plan: [],
  people: { partners: [] },
}

/** The top of a board whose line stands like this. */
async function aTop(state: LineState, { isLive, isBrought = false }: { isLive: boolean; isBrought?: boolean }) {
  const view = { cards: {}, groups: [] }
  const live = { line: { state: () => state, listen: () => () => {} }, view, isBrought, others: [] }
  const scene = { live, now: NOW, view, me: { id: 'anna' } } as unknown as Scene
  await act(async () =>
    root.render(
      <Words messages={WORDS}>
        <BoardTop scene={scene} as={undefined} isLive={isLive} onGo={() => {}} />
      </Words>,
    ),
  )
}
const said = (role: string) => document.querySelector(`[role=${role}]`)?.textContent

test('whoever only reads is told all the same what the board did not take, and why the line ended', async () => {
  const lost = [{ cardId: 'anna.1', text: 'Young people first' }]
  await aTop({ ...WAITING, is: 'ended', code: CLOSE.reload, lost }, { isLive: false })
  expect(said('alert')).toBe('There is a newer version. Reload the page. Reload')
  expect(document.querySelector('q')?.textContent).toBe('Young people first')
})

test('a copy of long ago is not said to be connected before the server has answered', async () => {
  await aTop({ ...WAITING, is: 'live' }, { isLive: true })
  expect(said('status')).toBe('Connecting …')
  await aTop({ ...WAITING, is: 'live' }, { isLive: true, isBrought: true })
  expect(said('status')).toBe('Connected')
})
