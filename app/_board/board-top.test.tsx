// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { CLOSE } from '#server/sync/protocol.ts'
import { BoardTop } from './board-top.tsx'
import { type LineState, WAITING } from './connect-board.ts'
import type { Scene } from './scene.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

test('whoever only reads is told all the same what the board did not take, and why the line ended', async () => {
  const state: LineState = {
    ...WAITING,
    is: 'ended',
    code: CLOSE.reload,
    lost: [{ cardId: 'anna.1', text: 'Young people first' }],
  }
  const now = {
    name: 'Harbour',
    networkName: 'City',
    question: 'Why?',
    step: 'views',
    plan: [],
    people: { partners: [] },
  }
  const live = { line: { state: () => state, listen: () => () => {} }, view: { cards: {}, groups: [] } }
  const root = createRoot(document.body)
  await act(async () =>
    root.render(
      <Words messages={pick('board', 'common', 'corners', 'step')}>
        <BoardTop
          scene={{ live, now, view: live.view } as unknown as Scene}
          as={undefined}
          isLive={false}
          onGo={() => {}}
        />
      </Words>,
    ),
  )
  expect(document.querySelector('[role=alert]')?.textContent).toBe('There is a newer version. Reload the page. Reload')
  expect(document.querySelector('q')?.textContent).toBe('Young people first')
  await act(async () => root.unmount())
})
