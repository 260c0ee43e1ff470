import { expect, test } from 'vitest'
import { placedOn } from './placed.ts'

test('dots on what was taken away since are in the hand again', () => {
  const placed = [
    { thingId: 'a', count: 1 },
    { thingId: 'gone', count: 2 },
  ]
  expect([...placedOn([{ id: 'a' }, { id: 'b' }], placed)]).toEqual([['a', 1]])
  expect([...placedOn([], placed)]).toEqual([])
})
