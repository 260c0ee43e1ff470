// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { type LineState, WAITING } from './connect-board.ts'
import { useTurnedAway } from './use-board.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

test('whoever is shown out while their line stands hears why from it, and is turned away once it is gone', async () => {
  let state: LineState = { ...WAITING, is: 'live' }
  let hear = () => {}
  const turnAway = vi.fn()
  const line = {
    turnAway,
    state: () => state,
    listen(heard: () => void) {
      hear = heard
      return () => {}
    },
  }
  function Page() {
    useTurnedAway(line, true)
    return null
  }
  const root = createRoot(document.body)
  await act(async () => root.render(<Page />))
  expect(turnAway).not.toHaveBeenCalled()
  await act(async () => {
    state = { ...state, is: 'offline' }
    hear()
  })
  expect(turnAway).toHaveBeenCalledOnce()
  await act(async () => root.unmount())
})
