import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NAMED_KINDS, OWN_KINDS, QUADRANTS } from '#server/vocabulary/kind.ts'
import { wantedTogether } from '#server/vocabulary/wanted.ts'
import { aMatrix } from './a-matrix.ts'
import { analyse } from './analyse.ts'
import { perceive } from './perception.ts'
import { tally } from './tally.ts'
import { twoQuestions } from './two-questions.ts'

const one = (answers: Record<string, readonly (number | string | null)[]>) =>
  analyse(aMatrix({ s: answers }), { minimumCell: 3 }).statements[0] as ReturnType<typeof analyse>['statements'][number]

const EACH = ['Council', 'University', 'Charity', 'Traders']
const all = (...answers: (number | string)[]) => Object.fromEntries(EACH.map((partner) => [partner, answers]))
const AGREE = all(5, 5, 4, 5)
const UNCLEAR = all('U', 'U', 4, 2)
const OPPOSED = { Council: [5, 5, 5, 4], University: [5, 4, 5, 5], Charity: [1, 1, 1, 2], Traders: [1, 2, 1, 1] }

const ONE_OF_EIGHT = Object.fromEntries([...'ABCDEFGH'].map((id) => [id, id === 'H' ? [1, 1, 2, 1] : [5, 5, 4, 5]]))
const REFUSE = all(1, 1, 2, 1)

describe('two questions of one statement', () => {
  test.each([
    ['all want it, and all say it is the focus', AGREE, AGREE, 'shared-direction'],
    ['all want it, and nobody is sure that it is', AGREE, UNCLEAR, 'hidden-agreement'],
    ['all want it, and partners say opposite things of what is', AGREE, OPPOSED, 'hidden-agreement'],
    ['all but one of eight want it, and know what is agreed', ONE_OF_EIGHT, AGREE, 'open-disagreement'],
    ['all want it, and one of eight says that it isn’t the focus', AGREE, ONE_OF_EIGHT, 'hidden-agreement'],
    ['partners want opposite things, and know what is agreed', OPPOSED, AGREE, 'open-disagreement'],
    ['partners want opposite things, and nobody knows what is agreed', OPPOSED, UNCLEAR, 'muddled-dispute'],
  ])('%s', (_why, should, is, quadrant) =>
    expect(twoQuestions(one(should), one(is))).toMatchObject({ quadrant, because: null }),
  )
  test.each([
    ['too few said what should be', { Council: [5, 5] }, AGREE, 'too-few'],
    ['too few said what is', AGREE, { Council: [5, 5] }, 'too-few'],
    ['each partner holds both views', all(1, 5, 1, 5), AGREE, 'mixed'],
    ['nobody is sure what it would mean', UNCLEAR, AGREE, 'unclear'],
    ['nobody minds', all(3, 3, 3, 3), AGREE, 'lukewarm'],
  ])('has no place where %s', (_why, should, is, because) =>
    expect(twoQuestions(one(should), one(is))).toMatchObject({ quadrant: null, because }),
  )
  test('every pair of kinds has a place, or a reason why not', () => {
    const report = one(AGREE)
    for (const kinds of [OWN_KINDS, NAMED_KINDS])
      for (const should of kinds)
        for (const is of kinds) {
          const { quadrant, because } = twoQuestions({ ...report, kind: should }, { ...report, kind: is })
          expect([quadrant === null, because === null], `${should} ${is}`).toContain(true)
          expect(quadrant === null).toBe(because !== null)
          if (quadrant) expect(QUADRANTS).toContain(quadrant)
        }
  })
  test('has a place though its kind is not clear yet, where either kind has the same', () => {
    const [agree, opposed] = [one(AGREE), one(OPPOSED)]
    const place = (should: typeof agree, is: typeof agree) => {
      const { quadrant, because } = twoQuestions(should, is)
      return quadrant ?? because
    }
    expect(place({ ...agree, orKind: 'same-side' }, agree)).toBe('shared-direction')
    expect(place({ ...opposed, orKind: 'aligned-for' }, agree)).toBe('not-clear')
    expect(place(agree, { ...agree, orKind: 'lukewarm' })).toBe('not-clear')
    expect(place({ ...opposed, orKind: 'mixed' }, agree)).toBe('not-clear')
  })
  test.each([
    ['want it, and know that it is', AGREE, AGREE, 'wanted-is'],
    ['want it, and know that it isn’t yet', AGREE, REFUSE, 'wanted-is-not'],
    ['don’t want it, and know that it is', REFUSE, AGREE, 'unwanted-is'],
    ['don’t want it, and know that it isn’t', REFUSE, REFUSE, 'unwanted-is-not'],
    ['want it, and don’t know', AGREE, UNCLEAR, 'wanted'],
    ['don’t want it, and don’t know', REFUSE, OPPOSED, 'unwanted'],
    ['are not together', OPPOSED, AGREE, null],
  ])('says which way those lean that %s', (_who, should, is, wanted) =>
    expect(wantedTogether(twoQuestions(one(should), one(is)))).toBe(wanted),
  )
  test('of a partner whose answers are hidden nobody learns what it believes', () => {
    const few = { ...AGREE, Traders: [5, 4] }
    const { believing } = twoQuestions(one(AGREE), one(few))
    // One more is hidden, so that two people's answers can't be worked out.
    expect(believing).toEqual({ partners: 2, of: 2 })
  })
})

interface Scenario {
  statements: {
    id: string
    session1: Record<string, number | 'unclear' | null>
    perceived_majority1?: Record<string, 'yes' | 'no' | 'dont_know'>
    expect_perception?: { actual_majority: string; right: number; dont_know: number; of: number }
  }[]
}
const scenarios = JSON.parse(readFileSync(join(process.cwd(), 'db/demo/scenarios.json'), 'utf8')) as Scenario[]
const asked = scenarios.flatMap(({ statements }) => statements).filter((statement) => statement.expect_perception)
const EXPECTED = { yes: 2, no: 1, dont_know: 'U' } as const

const named = (answers: Record<string, number | string | null>, scale: number) => {
  const each = Object.fromEntries(Object.entries(answers).map(([partner, answer]) => [partner, [answer]]))
  return tally(aMatrix({ s: each }, { scale }), 0)
}

describe('what most partners would say', () => {
  test.each(asked.map((statement) => [statement.id, statement] as const))('%s of the demo', (_id, statement) => {
    const stances = Object.entries(statement.session1).map(
      ([partner, answer]) => [partner, typeof answer === 'number' ? answer + 3 : 'U'] as const,
    )
    const expected = Object.entries(statement.perceived_majority1 ?? {}).map(
      ([partner, said]) => [partner, EXPECTED[said]] as const,
    )
    const {
      actual_majority: actual,
      right,
      dont_know: dontKnow,
      of,
    } = statement.expect_perception as NonNullable<(typeof statement)['expect_perception']>
    expect(perceive(named(Object.fromEntries(stances), 5), named(Object.fromEntries(expected), 2), 1, 6)).toEqual({
      actual,
      right,
      wrong: of - right - dontKnow,
      dontKnow,
      of,
      misjudgement: actual === 'none' ? 'false-consensus' : 'pluralistic-ignorance',
    })
  })
  test('the demo asks it of some statements', () => expect(asked.length).toBeGreaterThan(3))
  test.each([
    ['nobody took a stance', named({ a: 'U', b: 'U' }, 5), named({ a: 2, b: 2 }, 2), 1],
    ['the stance of one partner alone may be told', named({ a: 5 }, 5), named({ a: 2, b: 2 }, 2), 1],
    ['nobody said what they expect', named({ a: 5, b: 5 }, 5), named({}, 2), 1],
    ['too few said what they expect', named({ a: 5, b: 5 }, 5), named({ a: 2, b: 2 }, 2), 3],
  ])('is not told where %s', (_why, stances, expected, minimum) =>
    expect(perceive(stances, expected, minimum, 2)).toBeNull(),
  )
  test('turned round, yes is no and all else stays', () => {
    const point = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(fc.array(fc.tuple(point, fc.constantFrom(1, 2, 'U')), { minLength: 1, maxLength: 9 }), (given) => {
        const said = (turn: boolean) => {
          const by = (pick: (one: (typeof given)[number]) => number | string) =>
            Object.fromEntries(given.map((one, i) => [`p${i}`, pick(one)]))
          const stances = by(([at]) => (turn ? 6 - at : at))
          const expected = by(([, most]) => (turn && typeof most === 'number' ? 3 - most : most))
          return perceive(named(stances, 5), named(expected, 2), 1, given.length)
        }
        const turned = { yes: 'no', no: 'yes', none: 'none' } as const
        const plain = said(false)
        expect(said(true)).toEqual(plain && { ...plain, actual: turned[plain.actual] })
        if (plain) expect(plain.right + plain.wrong + plain.dontKnow).toBe(plain.of)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
