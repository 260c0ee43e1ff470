import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { imbalance } from './imbalance.ts'
import { shapesOf } from './shape.ts'

const purpose = (id: string, backers: string[] = [], means: string[] = []) => ({ id, backers, means })

describe('where the corners do not carry each other', () => {
  test('nothing at all is three empty corners and nothing else', () =>
    expect(imbalance({ purposes: [], backers: [], means: [] })).toEqual({
      ...{ empty: [...CORNERS], unbacked: [], undone: [], idleBackers: [], idleMeans: [] },
    }))
  test('a corner at which a workshop’s cards lie is not empty', () => {
    const others = { value: 0, authorising: 2, capacity: 1 }
    expect(imbalance({ purposes: [], backers: [], means: [], others }).empty).toEqual(['value'])
  })
  test('a purpose that no one authorises is told of that alone', () => {
    const { unbacked, undone } = imbalance({ purposes: [purpose('p')], backers: [], means: [] })
    expect([unbacked, undone]).toEqual([['p'], []])
  })
  test('an authorised purpose with nothing to do it is undone, and with means it is neither', () => {
    const weighed = imbalance({
      purposes: [purpose('p', ['a']), purpose('q', ['a'], ['m'])],
      backers: [{ id: 'a', hanging: 2 }],
      means: [{ id: 'm', uses: 1 }],
    })
    expect(weighed).toEqual({ empty: [], unbacked: [], undone: ['p'], idleBackers: [], idleMeans: [] })
  })
  test('a backer on whom nothing hangs and means for nothing are named', () => {
    const weighed = imbalance({
      purposes: [],
      backers: [
        { id: 'a', hanging: 0 },
        { id: 'b', hanging: 1 },
      ],
      means: [{ id: 'm', uses: 0 }],
    })
    expect([weighed.empty, weighed.idleBackers, weighed.idleMeans]).toEqual([['value'], ['a'], ['m']])
  })
  test('every purpose is unbacked, undone or carried, and never two of them', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 4 })
    const weighed = fc.record({
      purposes: fc.uniqueArray(fc.record({ id: fc.string(), backers: ids, means: ids }), { selector: ({ id }) => id }),
      backers: fc.constant([]),
      means: fc.constant([]),
    })
    fc.assert(
      fc.property(weighed, (one) => {
        const { unbacked, undone } = imbalance(one)
        const carried = one.purposes.filter(({ backers, means }) => backers.length > 0 && means.length > 0)
        expect(new Set([...unbacked, ...undone, ...carried.map(({ id }) => id)]).size).toBe(one.purposes.length)
        expect(unbacked.length + undone.length + carried.length).toBe(one.purposes.length)
      }),
      { seed: 6 },
    )
  })
})

describe('each partner’s own triangle', () => {
  test('counts what is theirs at each corner, and what is of two for both', () =>
    expect(
      shapesOf(
        ['a', 'b', 'c'],
        [
          { corner: 'value', partners: ['a', 'b'] },
          { corner: 'value', partners: ['a'] },
          { corner: 'capacity', partners: [] },
        ],
      ),
    ).toEqual([
      { partnerId: 'a', counts: { value: 2, authorising: 0, capacity: 0 } },
      { partnerId: 'b', counts: { value: 1, authorising: 0, capacity: 0 } },
      { partnerId: 'c', counts: { value: 0, authorising: 0, capacity: 0 } },
    ]))
})
