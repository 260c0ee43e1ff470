import { expect, test } from 'vitest'
import { firstSaid, quarterOf, saidNext } from './quarters.ts'

/** Everything that is said aloud while these counts come one after the other. */
function heard(counts: readonly (readonly [number, number])[]): string[] {
  const [first = [0, 0], ...rest] = counts
  let said = firstSaid(...first)
  return rest.flatMap(([finished, of]) => {
    const before = said
    said = saidNext(said, finished, of)
    return said !== before && said.aloud ? [`${said.finished} of ${said.of}`] : []
  })
}

test('forty people who finish one by one are said four times, not forty', () => {
  const oneByOne = Array.from({ length: 41 }, (_, finished) => [finished, 40] as const)
  expect(heard(oneByOne)).toEqual(['10 of 40', '20 of 40', '30 of 40', '40 of 40'])
})

test('whoever comes when half has finished is told of what follows only', () => {
  expect(
    heard([
      [20, 40],
      [21, 40],
      [30, 40],
    ]),
  ).toEqual(['30 of 40'])
})

test('people who come late are no news; that all have finished again, is', () => {
  expect(
    heard([
      [4, 4],
      [4, 5],
      [5, 5],
    ]),
  ).toEqual(['5 of 5'])
})

test('an empty room has no quarter', () => expect(quarterOf(0, 0)).toBe(0))
