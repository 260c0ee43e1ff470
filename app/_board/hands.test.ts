import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { moveCard } from '#server/board/commands.ts'
import { ownShelvesOf } from '#server/board/document.ts'
import { viewBoard } from '#server/board/view.ts'
import { type Did, makeHands } from './hands.ts'
import type { Reins } from './use-board.ts'

const anna = { id: 'anna', kind: 'participant' as const, partnerId: 'council' }

/** Anna's hands on a board of her own, and all that was said of what they did. */
function aPair() {
  const doc = new Y.Doc()
  const undoer = new Y.UndoManager(ownShelvesOf(doc) as Y.Map<unknown>[], { trackedOrigins: new Set([anna.id]) })
  const said: Did[] = []
  const reins = {
    doc,
    newDeed: () => undoer.stopCapturing(),
    undo: () => undoer.undo() !== null,
    redo: () => undoer.redo() !== null,
  } as Reins
  const hands = makeHands(reins, anna, (did) => void said.push(did))
  const [first, second] = ['Young people first', 'Safe places'].map((text) => {
    hands.add('value', text, null)
    return viewBoard(doc).places.value.at(-1) as string
  }) as [string, string]
  return { doc, hands, first, second, said, last: () => said.at(-1) }
}

test('what one did is said with the place and number that the card had then, whatever others do with it since', () => {
  const { doc, hands, first, said, last } = aPair()
  expect(said).toMatchObject([
    { is: 'added', place: 'value', no: 1 },
    { is: 'added', place: 'value', no: 2 },
  ])
  hands.move(first, { place: 'capacity' })
  expect(last()).toMatchObject({ is: 'moved', place: 'capacity', no: 1 })
  moveCard(doc, { id: 'bela' }, first, { place: 'middle' })
  expect(said).toHaveLength(3)
  hands.nudge(first, 'ArrowLeft', viewBoard(doc).places)
  expect(last()).toMatchObject({ is: 'moved', place: 'authorising', no: 1 })
})

test('what is taken back or done again is said with where its card lies now, or that it lies nowhere', () => {
  const { hands, first, last } = aPair()
  hands.move(first, { place: 'capacity' })
  hands.undo()
  expect(last()).toMatchObject({ is: 'undone', text: 'Young people first', at: { place: 'value', no: 1 } })
  hands.redo()
  expect(last()).toMatchObject({ is: 'redone', text: 'Young people first', at: { place: 'capacity', no: 1 } })
  hands.remove(first)
  hands.undo()
  expect(last()).toMatchObject({ is: 'undone', text: 'Young people first', at: { place: 'capacity' } })
  hands.redo()
  expect(last()).toMatchObject({ is: 'redone', text: 'Young people first', at: undefined })
})

test('of several cards it is said that they were taken back, and where nothing is left, that too; the same twice is said twice', () => {
  const { hands, first, second, said, last } = aPair()
  hands.group('Alike', [first, second])
  expect(last()).toMatchObject({ is: 'grouped', title: 'Alike' })
  hands.undo()
  expect(last()).toEqual({ is: 'undone', nth: 4 })
  for (let left = 3; left > 0; left -= 1) hands.undo()
  hands.undo()
  expect(said.slice(-2)).toEqual([
    { is: 'nothing', nth: 7 },
    { is: 'nothing', nth: 8 },
  ])
})
