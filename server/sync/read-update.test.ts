import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { readUpdate } from './read-update.ts'

/** A list of so many letters of one client that are deleted, each by itself. */
const listOf = (count: number) =>
  encoding.encode((encoder) => {
    for (const number of [0, 1, 7, count]) encoding.writeVarUint(encoder, number)
    for (let no = 0; no < count; no += 1) {
      encoding.writeVarUint(encoder, no * 2)
      encoding.writeVarUint(encoder, 1)
    }
  })

test('who repeats a long list of what was deleted on a board is heard, and nobody who makes one up', () => {
  expect(readUpdate(listOf(150_001))).toBe('too-many-structs')
  expect(readUpdate(listOf(200_000), () => 60_000)).toMatchObject({ structs: [] })
  expect(readUpdate(listOf(200_000), () => 40_000)).toBe('too-many-structs')
})
