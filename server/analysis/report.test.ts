import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyse } from './analyse.ts'
import { chanceFrom } from './chance.ts'
import type { Matrix } from './matrix.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./reference/${name}`, import.meta.url), 'utf8'))
const close = (found: number | null | undefined, expected: number | null) =>
  expected === null ? expect(found).toBeNull() : expect(Math.abs((found as number) - expected)).toBeLessThan(1e-9)

describe('19: the worked network’s report', () => {
  const worked = read('19_worked_network.json')
  const report = analyse(aMatrix(worked.answers), { minimumCell: 1 })

  test.each(Object.keys(worked.pairs))('the pair %s', (name) => {
    const expected = worked.pairs[name]
    const pair = report.pairs.find(({ partnerIds }) => partnerIds.join('|') === name)
    expect(pair?.statementsInCommon).toBe(expected.statements_in_common)
    if (expected.statements_in_common < 5) {
      expect(pair).toMatchObject({ tooLittleInCommon: true, distance: null, points: null })
      return
    }
    close(pair?.distance, expected.distance_unbiased ?? expected.distance_plugin)
    close(pair?.plugIn, expected.distance_plugin)
    close(pair?.points, expected.mean_gap_scale_points)
  })
  test('Council and Charity are apart on S2 first of all', () => {
    const pair = report.pairs.find(({ partnerIds }) => partnerIds.join('|') === 'Council|Charity')
    expect(pair?.furthest[0]?.statementId).toBe('S2')
    expect(pair?.opposite).toBe(1)
  })
  test('every partner’s stances are those of the reference, each inside what the scale allows', () => {
    for (const { id, stances } of report.partners) {
      for (const { statementId, stance, interval } of stances) {
        close(stance, worked.statements[statementId].stances[id])
        expect((interval as [number, number])[0]).toBeGreaterThanOrEqual(-1)
        expect((interval as [number, number])[1]).toBeLessThanOrEqual(1)
      }
    }
    expect(report.partners[0]?.leans).toEqual({ for: 2, against: 0, undecided: 4 })
  })
  test('the network’s share has its interval around it', () => {
    close(report.network.betweenShare, worked.network.share)
    const [low, high] = report.network.interval as [number, number]
    expect(low).toBeLessThan(worked.network.share)
    expect(high).toBeGreaterThan(worked.network.share)
    expect([...report.network.order.partners].sort()).toEqual(Object.keys(worked.answers.S1).sort())
  })
})

/** A network of the given sizes; partners lean by their number, people answer now and then. */
const aNetwork = (seed: number, sizes: number[], statements = 8): Matrix => {
  const chance = chanceFrom(seed)
  const point = (j: number) =>
    chance() < 0.15 ? (chance() < 0.5 ? null : 'U') : 1 + Math.floor(chance() * 3) + (j % 2) * 2
  return aMatrix(
    Object.fromEntries(
      Array.from({ length: statements }, (_, s) => [
        `S${s}`,
        Object.fromEntries(sizes.map((size, j) => [`P${j}`, Array.from({ length: size }, () => point(j))])),
      ]),
    ),
  )
}

test('the worst partner is who supports it least, also where all of it are against', () => {
  const all = { A: [5, 5, 5], B: [4, 5, 5, 4], C: [1, 1, 1] }
  const worst = (answers: Record<string, number[]>) =>
    analyse(aMatrix({ S: answers }), { minimumCell: 3 }).statements[0]
  expect(worst(all)?.worstPartner).toEqual({ partnerId: 'C', support: 0.2 })
  // Which of the words against they chose is told nowhere.
  expect(worst({ ...all, C: [2, 2, 2] })?.worstPartner).toEqual({ partnerId: 'C', support: 0.2 })
  expect(worst({ ...all, C: [3, 3, 3] })?.worstPartner).toEqual({ partnerId: 'C', support: 0.2 })
  expect(worst({ A: [5, 5, 5], B: [4, 1, 5, 4] })?.worstPartner?.partnerId).toBe('B')
})

describe('small partners', () => {
  const report = analyse(aNetwork(1, [2, 6, 5, 1, 4, 7]), { minimumCell: 3 })
  test.each(['P0', 'P3'])('%s, under the minimum, has no figures of its own anywhere', (id) => {
    expect(report.partners.find((partner) => partner.id === id)).toEqual({
      id,
      label: id,
      people: null,
      members: null,
      cohesion: null,
      alpha: null,
      leans: null,
      stances: [],
    })
    expect(report.pairs.filter(({ partnerIds }) => partnerIds.includes(id))).toEqual([])
    if (report.network.blocs.are === 'clear') expect(report.network.blocs.blocs.flat()).not.toContain(id)
  })

  test('nothing that names partners depends on what a hidden one answered', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 16, maxLength: 16 }), (drawn) => {
        const matrix = aNetwork(1, [2, 6, 5, 2, 4, 7])
        const answers = matrix.answers.map((row, s) =>
          row.map((code, person) =>
            matrix.partnerOf[person] === 0 && code !== 0 ? (drawn[(s * 2 + person) % 16] as number) : code,
          ),
        )
        const [was, is] = [matrix, { ...matrix, answers }].map((one) => analyse(one, { minimumCell: 3 }))
        expect(is?.pairs).toEqual(was?.pairs)
        expect(is?.partners).toEqual(was?.partners)
        expect(is?.network.blocs).toEqual(was?.network.blocs)
        expect(is?.network.order.partners).toEqual(was?.network.order.partners)
      }),
      { seed: 81, numRuns: 5 },
    )
  })

  test('a partner of one mind is told as a side: no stance, no interval, no gap', () => {
    const answers = Object.fromEntries(
      [1, 2, 3, 4, 5].map((s) => [`S${s}`, { A: [5, 5, 5], B: [1, 2, 1], C: [3, 2, 4] }]),
    )
    const found = analyse(aMatrix(answers), { minimumCell: 3 })
    expect(found.partners[0]?.stances[0]).toEqual({ statementId: 'S1', stance: null, interval: null, lean: 'for' })
    const withA = found.pairs.filter(({ partnerIds }) => partnerIds.includes('A'))
    expect(withA.flatMap(({ furthest }) => furthest.map(({ distance }) => distance))).toEqual(new Array(6).fill(null))
  })
})

describe('laws of the whole report', () => {
  test('turning the scale round turns stances and leaves every distance', () => {
    const matrix = aNetwork(5, [3, 4, 5, 6], 6)
    const answers = matrix.answers.map((row) => row.map((code) => (code > 0 ? 6 - code : code)))
    const [a, b] = [matrix, { ...matrix, answers }].map((one) => analyse(one, { minimumCell: 1 }))
    expect(b?.network.alpha).toBeCloseTo(a?.network.alpha as number, 10)
    expect(b?.network.disco?.f).toBeCloseTo(a?.network.disco?.f as number, 10)
    a?.pairs.forEach((pair, i) => expect(b?.pairs[i]?.distance).toBeCloseTo(pair.distance as number, 10))
    a?.partners.forEach(({ leans }, j) =>
      expect(b?.partners[j]?.leans).toEqual(
        leans && { for: leans.against, against: leans.for, undecided: leans.undecided },
      ),
    )
  })

  test('nothing is ever not a number, whoever answered', () => {
    const anAnswer = fc.constantFrom<number | string | null>(1, 3, 5, 'U', 'R', null)
    const byPartner = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.array(anAnswer, { maxLength: 4 }))
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('S', 'T', 'U'), byPartner),
        fc.constantFrom(1, 3),
        (answers, minimumCell) => {
          const hasNone = (thing: unknown): boolean =>
            typeof thing === 'number'
              ? Number.isFinite(thing)
              : typeof thing !== 'object' || thing === null || Object.values(thing).every(hasNone)
          expect(hasNone(analyse(aMatrix(answers), { minimumCell }))).toBe(true)
        },
      ),
      { seed: 82, numRuns: 60 },
    )
  })

  test('with one agreed voice each, partners lean the way they said and pairs are marked', () => {
    const answers = Object.fromEntries([1, 2, 3, 4, 5].map((s) => [`S${s}`, { A: [5], B: [1], C: [4] }]))
    const found = analyse(aMatrix(answers, { voice: 'named' }), { minimumCell: 3 })
    expect(found.partners[0]?.leans).toEqual({ for: 5, against: 0, undecided: 0 })
    expect(found.partners[0]?.stances[0]).toMatchObject({ stance: 1, interval: null })
    expect(found.pairs[0]).toMatchObject({ singleVoice: true, distance: 1, sameWay: 0, opposite: 5 })
    expect(found.network).toMatchObject({ betweenShare: null, interval: null, disco: null, permdisp: null })
  })

  test('a dispute that cuts across partners is told from noise where it is mixed inside', () => {
    const chance = chanceFrom(9)
    // Everybody is of one of two camps, whichever partner they speak for; the last statement is noise.
    const camps = Array.from({ length: 24 }, () => chance() < 0.5)
    const row = (s: number) =>
      camps.map((camp) => (s === 11 ? (chance() < 0.5 ? 1 : 5) : chance() < 0.1 !== camp ? 5 : 1))
    const answers = Object.fromEntries(
      Array.from({ length: 12 }, (_, s) => {
        const points = row(s)
        return [`S${s}`, Object.fromEntries([0, 1, 2, 3].map((j) => [`P${j}`, points.filter((_, i) => i % 4 === j)]))]
      }),
    )
    const { statements } = analyse(aMatrix(answers), { minimumCell: 3 })
    const mixed = statements.filter(({ kind }) => kind === 'mixed')
    expect(mixed.length).toBeGreaterThanOrEqual(8)
    for (const { id, structure } of mixed)
      expect([id, structure?.is]).toEqual([id, id === 'S11' ? 'diffuse' : 'cross-cutting'])
  })
})
