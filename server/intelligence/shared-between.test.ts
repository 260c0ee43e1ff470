import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedBetween } from './shared-between.ts'

const list = fc.uniqueArray(fc.constantFrom('the', 'city', 'health', 'harbour', 'we', 'grant', 'board'))

test('what lists share is what their sets share, of all of it and of the shorter', () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 8 }), (lists) => {
      const shared = sharedBetween(lists)
      for (const [i, one] of lists.entries())
        for (const [j, other] of lists.slice(0, i).entries()) {
          const both = one.filter((thing) => other.includes(thing)).length
          const all = new Set([...one, ...other]).size
          const shorter = Math.min(one.length, other.length)
          expect(shared.ofAll(i, j)).toBe(all === 0 ? 0 : both / all)
          expect(shared.ofShorter(i, j)).toBe(shorter === 0 ? 0 : both / shorter)
        }
    }),
    { seed: 6 },
  )
})
