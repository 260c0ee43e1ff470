import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BOND_ITEMS,
  CONDITIONS,
  GOVERNANCE_FORMS,
  LEVELS,
  SAYINGS,
  type Saying,
} from '#server/vocabulary/governance.ts'
import { type BondRating, bonds, FEWEST_RATERS, takenIn } from './bonds.ts'
import { FEWEST_KNOWN, fitOf, HOLDS_AT, levelOf, type Measured } from './fit.ts'

const few: Measured = { partners: 6, common_ground: 0.6, trust: 0.8, joint_work: 3 }

describe('whether a form fits', () => {
  test('few partners who agree and trust, with little to do, can run it together', () =>
    expect(fitOf('shared', few).verdict).toEqual({ is: 'fits' }))
  test('many partners with much to do strain that, and a body of its own would strain less', () =>
    expect(fitOf('shared', { partners: 20, common_ground: 0.3, trust: 0.5, joint_work: 30 }).verdict).toEqual({
      ...{ is: 'strains', at: [...CONDITIONS] },
      less: ['lead_organisation', 'administrative_body'],
    }))
  test('with too little known nothing is said, whatever the form', () => {
    const thin: Measured = { ...few, trust: undefined, common_ground: undefined }
    for (const form of [...GOVERNANCE_FORMS, null])
      expect(fitOf(form, thin).verdict).toEqual({ is: 'too-little', known: FEWEST_KNOWN - 1 })
  })
  test('without a form what the records show is told, and no verdict', () => {
    const { verdict, compared } = fitOf(null, few)
    expect(verdict).toEqual({ is: 'no-form' })
    expect(compared.every(({ holds }) => holds.includes('shared'))).toBe(true)
  })
  test('more agreement and more trust never strain a form', () => {
    for (const form of GOVERNANCE_FORMS)
      for (const condition of ['common_ground', 'trust'] as const) {
        const held = LEVELS.map((level) => HOLDS_AT[form][condition].includes(level))
        expect(held).toEqual([...held].sort())
      }
  })
  test('each level of each condition is held by some form', () => {
    for (const condition of CONDITIONS)
      for (const level of LEVELS)
        expect(GOVERNANCE_FORMS.some((form) => HOLDS_AT[form][condition].includes(level))).toBe(true)
  })
  test.each([
    [8, 'low'],
    [9, 'middle'],
    [15, 'middle'],
    [16, 'high'],
  ] as const)('%i partners are %s', (count, level) => expect(levelOf('partners', count)).toBe(level))
})

const rating = (rater: string, points: BondRating['points'], about = 'b'): BondRating => ({
  ...{ rater, from: 'a', about, points },
})
const all = (point: Saying) => Object.fromEntries(BOND_ITEMS.map((item) => [item, point])) as BondRating['points']

describe('what people say of working with each other', () => {
  test('is hidden under three people, however many partners they speak of', () => {
    expect(bonds([])).toEqual({ is: 'hidden' })
    expect(bonds([rating('x', all(5)), rating('x', all(5), 'c'), rating('y', all(1))])).toEqual({ is: 'hidden' })
  })
  test('is told from three people on, for the network as a whole', () =>
    expect(bonds([rating('x', all(5)), rating('y', all(4)), rating('z', all(3), 'c')])).toMatchObject({
      ...{ is: 'shown', people: 3, pairs: 2, trusting: 2 / 3, means: { tells: 4 } },
    }))
  test('counts for trust those alone who said something of it', () => {
    const silent = { good_for_city: 5, good_for_us: 5, worth_the_time: 5 } as const
    const given = ['x', 'y', 'z'].flatMap((who) => [rating(who, all(5)), rating(who, silent, 'c')])
    const told = bonds([...given, ...['u', 'v', 'w'].map((who) => rating(who, silent, 'd'))])
    expect(told).toMatchObject({ people: 5, pairs: 3, trust: { people: 3, pairs: 1 } })
  })
  test('leaves out an item that fewer than three can say anything to', () => {
    const { keeps_word: _left, ...rest } = all(4)
    const told = bonds([rating('x', all(4)), rating('y', { ...rest, keeps_word: 0 }), rating('z', rest)])
    expect(told).toMatchObject({ is: 'shown', means: { tells: 4 } })
    expect(told.is === 'shown' && told.means.keeps_word).toBe(undefined)
  })
  test('tells, before and after any rating, of three more people or of nobody: none can be subtracted out', () => {
    const given = fc.array(
      fc.record({
        rater: fc.constantFrom('r', 's', 't', 'u', 'v'),
        from: fc.constantFrom('a', 'b'),
        about: fc.constantFrom('c', 'd'),
        points: fc.dictionary(fc.constantFrom(...BOND_ITEMS), fc.constantFrom(...SAYINGS)) as fc.Arbitrary<
          BondRating['points']
        >,
      }),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(given, (ratings) => {
        let before: BondRating[] = []
        for (let n = 0; n <= ratings.length; n += 1) {
          const now = takenIn(ratings.slice(0, n))
          expect(now.slice(0, before.length)).toEqual(before)
          const fresh = now.slice(before.length)
          if (fresh.length > 0)
            expect(new Set(fresh.map(({ rater }) => rater)).size).toBeGreaterThanOrEqual(FEWEST_RATERS)
          before = now
        }
        for (const item of BOND_ITEMS) {
          const sayers = new Set(ratings.filter(({ points }) => (points[item] ?? 0) > 0).map(({ rater }) => rater))
          const told = bonds(ratings)
          if (sayers.size < FEWEST_RATERS) expect(told.is === 'shown' ? told.means[item] : undefined).toBe(undefined)
        }
      }),
      { seed: 33, numRuns: 150 },
    )
  })
})
