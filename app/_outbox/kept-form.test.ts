import { describe, expect, test } from 'vitest'
import { type Keep, keepValues, takeUpValues } from './kept-form.ts'

const DAY_MS = 86_400_000
function aKeep(): Keep & { has(): string[] } {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (no) => [...kept.keys()][no] ?? null,
    get length() {
      return kept.size
    },
    has: () => [...kept.keys()],
  }
}
const values = [['happened', 'Half a thought']] as const

describe('what is half typed into a form', () => {
  test('is there again on the next page of the same seat, and of no other', () => {
    const keep = aKeep()
    keepValues(keep, 's a reflection', values, 0)
    expect(takeUpValues(keep, 's a reflection', [], 1)).toEqual(values)
    expect(takeUpValues(keep, 's b reflection', [], 1)).toBeUndefined()
    expect(takeUpValues(keep, 's a story', [], 1)).toBeUndefined()
  })

  test('goes with its seat when that is made one with another, and lies under one name alone', () => {
    const keep = aKeep()
    keepValues(keep, 's a reflection', values, 0)
    for (const _ of [1, 2]) expect(takeUpValues(keep, 's b reflection', ['s a reflection'], 1)).toEqual(values)
    expect(keep.has()).toHaveLength(1)
    // What was typed at the seat itself is newer than what it came to.
    keepValues(keep, 's b reflection', [['happened', 'Another']], 2)
    keepValues(keep, 's a reflection', values, 1)
    expect(takeUpValues(keep, 's b reflection', ['s a reflection'], 3)).toEqual([['happened', 'Another']])
  })

  test('is forgotten after a month, whichever workshop it was typed in, and nothing else of the browser is', () => {
    const keep = aKeep()
    keep.setItem('theme', 'dark')
    keepValues(keep, 'old a reflection', values, 0)
    keepValues(keep, 's a story', values, 20 * DAY_MS)
    expect(takeUpValues(keep, 's a reflection', [], 31 * DAY_MS)).toBeUndefined()
    expect(keep.has()).toEqual(['theme', 'tricorner typed s a story'])
  })
})
