// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { BoardLine } from './connect-board.ts'
import { makePace } from './pace.ts'
import { type Present, useOthers } from './use-others.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const person = { seat: 'bela', name: 'Bela', partner: 'traders' }

test('others are seen with the card that they write on or drag, and what makes no sense is not seen', async () => {
  const [mine, theirs] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())]
  const line = { doc: mine.doc, provider: { awareness: mine } } as unknown as BoardLine
  let seen: readonly Present[] = []
  const pace = makePace()
  function Probe() {
    seen = useOthers(line, pace)
    return null
  }
  const root = createRoot(document.body)
  await act(async () => root.render(<Probe />))
  /** What they say of themselves, with the person that the server knows. */
  const say = (state: object) =>
    act(async () => {
      theirs.setLocalState({ person, ...state })
      applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'line')
      await vi.advanceTimersByTimeAsync(250)
    })
  expect(seen).toEqual([])
  await say({ editing: null, dragging: 'bela.1', over: 'capacity' })
  expect(seen).toMatchObject([{ ...person, editing: undefined, dragging: 'bela.1', over: 'capacity' }])
  const before = seen
  await say({ editing: null, dragging: 'bela.1', over: 'capacity' })
  expect(seen).toBe(before)
  await say({ editing: 5, dragging: { card: 'bela.1' }, over: 'the cellar' })
  expect(seen).toMatchObject([{ editing: undefined, dragging: undefined, over: undefined }])
  await say({ person: undefined, dragging: 'bela.1' })
  expect(seen).toEqual([])
  await act(async () => root.unmount())
  for (const one of [mine, theirs]) one.destroy()
})
