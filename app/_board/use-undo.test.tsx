// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, moveCard } from '#server/board/commands.ts'
import { ownShelvesOf } from '#server/board/document.ts'
import { viewBoard } from '#server/board/view.ts'
import type { Step } from '#server/vocabulary/step.ts'
import { useUndo } from './use-undo.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }
const bela = { id: 'bela', kind: 'participant' as const, partnerId: 'traders' }

function Buttons({ undoer, step }: { undoer: Y.UndoManager; step: Step }) {
  const { canUndo, canRedo } = useUndo(undoer, step)
  return (
    <>
      <button type="button" disabled={!canUndo} onClick={() => undoer.undo()} />
      <button type="button" disabled={!canRedo} onClick={() => undoer.redo()} />
    </>
  )
}

test('what was done at an earlier step can be neither taken back nor done again, and the buttons say so at once', async () => {
  const doc = new Y.Doc()
  const undoer = new Y.UndoManager(ownShelvesOf(doc) as Y.Map<unknown>[], {
    trackedOrigins: new Set([anna.id]),
    captureTimeout: 0,
  })
  const root = createRoot(document.body)
  const at = (step: Step) => act(async () => root.render(<Buttons undoer={undoer} step={step} />))
  const open = () => [...document.querySelectorAll('button')].map(({ disabled }) => !disabled)
  const place = () => viewBoard(doc).cards['anna.1']?.place
  await at('show-views')
  expect(open()).toEqual([false, false])
  const card = { text: 'Young people first', place: 'value' as const, facet: null, createdAt: '' }
  await act(async () => {
    addCard(doc, anna, { ...card, id: 'anna.1' })
    moveCard(doc, anna, 'anna.1', { place: 'middle' })
    moveCard(doc, anna, 'anna.1', { place: 'capacity' })
  })
  await act(async () => document.querySelector('button')?.click())
  expect(open()).toEqual([true, true])
  expect(place()).toBe('middle')

  await at('talk')
  expect(open()).toEqual([false, false])
  await act(async () => {
    undoer.undo()
    undoer.redo()
  })
  expect(place()).toBe('middle')
  // What is done from here on is one's own again, and of others nothing.
  await act(async () => addCard(doc, bela, { ...card, id: 'bela.1' }))
  expect(open()).toEqual([false, false])
  await act(async () => moveCard(doc, anna, 'anna.1', { place: 'value' }))
  expect(open()).toEqual([true, false])
  await act(async () => root.unmount())
})
