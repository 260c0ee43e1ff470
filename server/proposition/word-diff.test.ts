import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from './word-diff.ts'

const joined = (runs: ReturnType<typeof wordDiff>, ...kinds: string[]) =>
  runs
    .filter(({ is }) => kinds.includes(is))
    .map(({ text }) => text)
    .join(' ')

test('words that stay, go and come are told apart', () =>
  expect(wordDiff('we act alone', 'we act as one')).toEqual([
    { is: 'same', text: 'we act' },
    { is: 'removed', text: 'alone' },
    { is: 'added', text: 'as one' },
  ]))
test('nothing and nothing differ in nothing', () => expect(wordDiff('', ' ')).toEqual([]))
test('a text and itself differ in nothing, whatever its white space', () =>
  expect(wordDiff('shared  rooms', 'shared\nrooms')).toEqual([{ is: 'same', text: 'shared rooms' }]))
test('both texts can be read out of their difference, and no shorter one leaves a shared word out', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = wordDiff(before, after)
      expect(joined(runs, 'same', 'added')).toBe(after)
      expect(joined(runs, 'same', 'removed')).toBe(before)
      const same = joined(runs, 'same').split(' ').filter(Boolean).length
      expect(same).toBe(longestShared(before.split(' ').filter(Boolean), after.split(' ').filter(Boolean)))
    }),
    { seed: 7, numRuns: 200 },
  )
})

/** The longest row of words that both hold, found by trying all. */
function longestShared(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const known = new Map<string, number>()
  const from = (i: number, j: number): number => {
    if (i === a.length || j === b.length) return 0
    const key = `${i} ${j}`
    const found = known.get(key) ?? (a[i] === b[j] ? 1 + from(i + 1, j + 1) : Math.max(from(i + 1, j), from(i, j + 1)))
    known.set(key, found)
    return found
  }
  return from(0, 0)
}
