import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { changeBetween, courseOf } from './change.ts'
import { shiftsOf } from './change-interval.ts'
import { type MatrixAnswer, makeMatrix } from './matrix.ts'
import { bhapkar, mcnemar, stuartMaxwell } from './paired-tests.ts'
import { turnover } from './turnover.ts'
import { wilcoxon } from './wilcoxon.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'))
const close = (found: number | null | undefined, expected: number) =>
  expect(Math.abs((found as number) - expected)).toBeLessThan(1e-9)

type Sitting = Record<string, Record<string, MatrixAnswer>>
const aSitting = (partners: Sitting, voice: 'own' | 'named' = 'own', statement = 'S') =>
  makeMatrix({
    scale: 5,
    voice,
    partners: Object.keys(partners).map((id) => ({ id, label: id })),
    statements: [{ id: statement, text: statement }],
    answers: Object.entries(partners).flatMap(([partner, people]) =>
      Object.entries(people).map(([person, answer]) => ({ statement, partner, person, answer })),
    ),
  })
const change = (before: Sitting, after: Sitting, minimumCell = 1) => {
  const [found] = changeBetween(aSitting(before), aSitting(after), { minimumCell })
  if (!found) throw new Error('the statement is in both')
  return found
}

describe('16: paired change as irr and R have it', () => {
  const [one] = read('16_paired_change.json').cases
  const table = one.table_rows_session1_cols_session2 as number[][]
  const differences = table.flatMap((row, then) =>
    row.flatMap((count, now) => new Array<number>(count).fill(now - then)),
  )
  const people = table.flatMap((row, then) =>
    row.flatMap((count, now) => new Array(count).fill([then + 1, now + 1]) as [number, number][]),
  )
  const asked = (at: 0 | 1) => ({ A: Object.fromEntries(people.map((codes, i) => [`p${i}`, codes[at]])) })

  test('Stuart–Maxwell and Bhapkar', () => {
    close(stuartMaxwell(table)?.chiSquare, one.stuart_maxwell_chisq)
    expect(stuartMaxwell(table)?.df).toBe(one.stuart_maxwell_df)
    close(stuartMaxwell(table)?.p, one.stuart_maxwell_p)
    close(bhapkar(table)?.chiSquare, one.bhapkar_chisq)
    close(bhapkar(table)?.p, one.bhapkar_p)
  })
  test('Wilcoxon', () => {
    // R was asked the other way round: before less after.
    const turned = differences.map((difference) => -difference)
    close(wilcoxon(turned, 'dropped')?.v, one.wilcoxon_V)
    close(wilcoxon(differences, 'dropped')?.p, one.wilcoxon_p_normal_cc)
  })
  test('McNemar on the two highest points', () => {
    const crossed = (to: boolean) => people.filter(([then, now]) => then < 4 === to && now >= 4 === to)
    const [up, down] = [crossed(true).length, people.filter(([then, now]) => then >= 4 && now < 4).length]
    close((up - down) ** 2 / (up + down), one.mcnemar_top2_chisq)
    close(mcnemar(up, down), one.mcnemar_p)
  })
  test('shift and shares of people who moved', () => {
    const found = change(asked(0), asked(1))
    expect(found.pairs).toBe(one.n)
    close(found.netShift, one.mean2 - one.mean1)
    close(found.moved, one.movers)
    close(found.up, one.up)
    close(found.down, one.down)
  })
})

describe('small numbers', () => {
  test('signed ranks are exact under ten pairs: all five up is 1 in 16', () => {
    expect(wilcoxon([1, 2, 1, 3, 2])?.p).toBe(0.0625)
    expect(wilcoxon([1, -1, 0])?.p).toBe(1)
  })
  test('Pratt’s zeros weigh against a change that one person made', () => {
    expect(wilcoxon([0, 0, 0, 2])).toEqual({ v: 4, p: 1 })
  })
  test('p is never above 1, whichever the differences', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 25 }), (differences) => {
        const [found, turned] = [wilcoxon(differences), wilcoxon(differences.map((one) => -one))]
        expect(found === null).toBe(differences.every((one) => one === 0))
        if (!found) return
        expect(found.p).toBeGreaterThan(0)
        expect(found.p).toBeLessThanOrEqual(1)
        expect(turned?.p).toBeCloseTo(found.p, 12)
      }),
      { seed: 61, numRuns: 200 },
    )
  })
  test('a table in which nobody moved says nothing', () => {
    expect(
      stuartMaxwell([
        [2, 0],
        [0, 2],
      ]),
    ).toBeNull()
    expect(
      bhapkar([
        [0, 2],
        [0, 0],
      ]),
    ).toBeNull()
  })
})

describe('26: minds changed against people changed', () => {
  const { session1, session2, partners } = read('26_change_decomposition.json')
  const found = change(session1, session2)
  test.each(['A', 'B'])('partner %s', (id) => {
    const expected = partners[id]
    const own = found.partners.find(({ partnerId }) => partnerId === id)
    close(own?.change, expected.change)
    close(own?.minds, expected.minds_changed)
    close(own?.people, expected.people_changed)
    const split = turnover(new Map(Object.entries(session1[id])), new Map(Object.entries(session2[id])))
    expect(split?.stayers).toBe(expected.stayers)
  })
  test('C left and D joined', () => {
    expect(found.partners.filter(({ status }) => status !== 'stayed')).toMatchObject([
      { partnerId: 'C', status: 'left', change: null },
      { partnerId: 'D', status: 'joined', change: null },
    ])
  })
  test('the two parts always make the whole', () => {
    const sitting = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(sitting, sitting, (then, now) => {
        const split = turnover(new Map(Object.entries(then)), new Map(Object.entries(now)))
        if (split) expect(split.minds + split.people).toBeCloseTo(split.change, 12)
      }),
      { seed: 62 },
    )
  })
})

const named = (prefix: string, points: MatrixAnswer[]) =>
  Object.fromEntries(points.map((point, i) => [`${prefix}${i}`, point]))
describe('what became of a disagreement', () => {
  const apart = {
    A: named('a', [5, 5, 4, 5, 4]),
    B: named('b', [1, 1, 2, 1, 2]),
    C: named('c', [5, 4, 5, 5, 4]),
    D: named('d', [1, 2, 1, 1, 2]),
  }
  const together = { ...apart, B: named('b', [5, 4, 5, 4, 5]), D: named('d', [4, 5, 5, 4, 5]) }
  const unsure = {
    ...apart,
    B: named('b', ['unsure', 'unsure', 3, 'unsure', 3]),
    D: named('d', ['unsure', 3, 'unsure', 'unsure', 4]),
  }

  test('partners that came together converged, and the other way round they grew apart', () => {
    expect(change(apart, together).course).toBe('converged')
    expect(change(together, apart).course).toBe('grew-apart')
    expect(change(apart, apart)).toMatchObject({ course: 'no-clear-change', moved: 0, pValue: 1 })
  })
  test('a disagreement that went because more are unsure is papered over', () => {
    expect(change(apart, unsure)).toMatchObject({ course: 'papered-over' })
    expect(change(apart, unsure).unsurePValue).toBeLessThan(0.05)
  })
  test('more apart inside, less between: it moved inside', () => {
    const shift = (low: number, high: number) => ({ change: (low + high) / 2, interval: [low, high] as const })
    expect(courseOf({ between: shift(-0.5, -0.2), within: shift(0.1, 0.4), unsure: shift(-0.1, 0.1) })).toBe(
      'moved-inside',
    )
    expect(courseOf({ between: shift(-0.5, 0.1), within: null, unsure: null })).toBe('no-clear-change')
  })

  test('without any real change the interval of between holds 0 at least 85 times in 100, at workshop size', () => {
    const chance = chanceFrom(63)
    const anyPoint = () => 1 + Math.floor(chance() * 5)
    // Half keep their answer, half draw anew.
    const rounds = Array.from({ length: 200 }, () => {
      const then = new Map(
        [3, 3, 4, 5, 6].map((size, j) => [
          `P${j}`,
          new Map(Array.from({ length: size }, (_, i) => [`${i}`, anyPoint()])),
        ]),
      )
      const now = new Map(
        [...then].map(([id, people]) => [
          id,
          new Map([...people].map(([who, point]) => [who, chance() < 0.5 ? point : anyPoint()])),
        ]),
      )
      return shiftsOf(then, now, 5)
    })
    const held = rounds.filter(({ between }) => between && between.interval[0] <= 0 && between.interval[1] >= 0).length
    expect(held / 200).toBeGreaterThanOrEqual(0.85)
  })

  test('the order of people and partners changes nothing', () => {
    const turned = (sitting: Sitting) =>
      Object.fromEntries(
        Object.entries(sitting)
          .reverse()
          .map(([id, people]) => [id, Object.fromEntries(Object.entries(people).reverse())]),
      )
    const [a, b] = [change(apart, together), change(turned(apart), turned(together))]
    expect({ ...b, partners: [] }).toEqual({ ...a, partners: [] })
  })
})

describe('what may be told', () => {
  const before = { A: named('a', [2, 3, 4, 5]), B: named('b', [1, 2]), C: named('c', [3, 4, 5]) }
  const after = { A: { ...named('a', [4, 3, 5, 5]), new: 1 }, B: named('b', [5, 4]), C: named('c', [4, 5, 5]) }
  const found = change(before, after, 3)
  const of = (id: string) => found.partners.find(({ partnerId }) => partnerId === id)

  test('nothing of a partner under the minimum, not even whether it stayed', () => {
    expect(of('B')).toEqual({ partnerId: 'B', status: null, change: null, minds: null, people: null })
  })
  test('one newcomer’s answer can’t be worked out of minds and people', () => {
    expect(of('A')).toMatchObject({ status: 'stayed', change: expect.any(Number), minds: null, people: null })
  })
  test('a partner all of one mind keeps its words', () => {
    const one = change(
      { A: named('a', [2, 3, 4]), B: named('b', [1, 2, 3]) },
      { A: named('a', [5, 5, 5]), B: named('b', [1, 2, 3]) },
      3,
    )
    expect(one.partners[0]).toMatchObject({ status: 'stayed', change: null })
    expect(one.partners[1]).toMatchObject({ change: 0, minds: 0, people: 0 })
  })
  test('fewer pairs than the minimum have no figures', () => {
    expect(change({ A: named('a', [1, 2]) }, { A: named('a', [2, 2]) }, 3)).toMatchObject({
      pairs: 2,
      netShift: null,
      moved: null,
      between: null,
      pValue: null,
      unsurePValue: null,
    })
  })
  test('a statement that was asked once alone is left out, and nothing is ever not a number', () => {
    expect(changeBetween(aSitting(before), aSitting(after, 'own', 'T'), { minimumCell: 1 })).toEqual([])
    expect(JSON.stringify([found, change({}, {}), change({ A: {} }, { A: { a: 'unsure' } })])).not.toMatch(
      /NaN|Infinity/,
    )
  })
})
