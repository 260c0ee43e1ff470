import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '#server/analysis/analyse.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import { polisRepresentativeness, propTest, twoPropTest } from './polis-representative.ts'
import { readPolis } from './read-polis.ts'
import { runAnalyse } from './run-analyse.ts'

/** Votes by statement and group: how many agree, disagree and pass. */
type Votes = Record<string, Record<string, readonly [agree: number, disagree: number, pass: number]>>

function found(votes: Votes, minimumCell = 1) {
  const groups = [...new Set(Object.values(votes).flatMap((own) => Object.keys(own)))]
  const answers = Object.entries(votes).flatMap(([statement, own]) =>
    Object.entries(own).flatMap(([partner, [agree, disagree, pass]]) =>
      [...Array(agree).fill(2), ...Array(disagree).fill(1), ...Array(pass).fill('unsure')].map(
        (answer, i): LongAnswer => ({ statement, partner, person: `${partner} ${i}`, answer }),
      ),
    ),
  )
  const matrix = makeMatrix({
    ...{ scale: 2, voice: 'own', answers },
    partners: groups.map((id) => ({ id, label: id })),
    statements: Object.keys(votes).map((id) => ({ id, text: id })),
  })
  return polisRepresentativeness(matrix, analyse(matrix, { minimumCell }).statements)
}
const named = (some: readonly { is: string; statement: string }[]) =>
  some.map(({ is, statement }) => `${is} ${statement}`)

describe('the tests of Polis', () => {
  test('say 1 of nobody, and nothing of nobody against nobody: the one that is added is a trap', () => {
    expect(propTest(0, 0)).toBe(1)
    expect(twoPropTest(0, 0, 0, 0)).toBe(0)
  })

  test('give what is worked out by hand', () => {
    // 2·√16·(8/16 − ½), 2·√9·(9/9 − ½)
    expect(propTest(7, 15)).toBe(0)
    expect(propTest(8, 8)).toBe(3)
    // 9/10 against 3/10, together 12/20: .6 / √(.6·.4·.2)
    expect(twoPropTest(8, 2, 9, 9)).toBeCloseTo(0.6 / Math.sqrt(0.048), 12)
  })
})

describe('what stands for a group', () => {
  test('has the figures of the formulas, worked out by hand', () => {
    const [a] = found({ s: { A: [8, 1, 0], B: [2, 6, 1] } }).groups
    const z = 0.6 / Math.sqrt(0.048)
    const [pa, pat, ra] = [9 / 11, 2 * Math.sqrt(10) * 0.4, 9 / 11 / (3 / 11)]
    expect(a?.statements[0]?.agreeProbability).toBeCloseTo(pa, 12)
    expect(a?.statements[0]?.disagreeProbability).toBeCloseTo(2 / 11, 12)
    expect(a?.statements[0]?.agreeTest).toBeCloseTo(pat, 12)
    expect(a?.statements[0]?.agreeRatio).toBeCloseTo(ra, 12)
    expect(a?.statements[0]?.agreeRatioTest).toBeCloseTo(z, 12)
    expect(a?.statements[0]?.agreeMetric).toBeCloseTo(ra * z * pa * pat, 12)
    // A pass counts as seen: 7 of 10 disagree in B, 2 of 10 in A.
    const [, b] = found({ s: { A: [8, 1, 0], B: [2, 6, 1] } }).groups
    expect(b?.statements[0]?.disagreeRatioTest).toBeCloseTo(0.5 / Math.sqrt(0.45 * 0.55 * 0.2), 12)
    expect(b?.representative).toMatchObject([{ statement: 's', is: 'disagree', votes: 6, of: 9, bestAgree: false }])
  })

  test('is at most five, agreements first, by the metric, and the best agreement before them', () => {
    const votes = Object.fromEntries(
      [20, 19, 18].flatMap((n) => [
        [`for ${n}`, { A: [n, 20 - n, 0], B: [1, 19, 0] }],
        [`against ${n}`, { A: [20 - n, n, 0], B: [19, 1, 0] }],
      ]),
    ) as Votes
    const [a] = found(votes).groups
    expect(named(a?.representative ?? [])).toEqual([
      'agree for 20',
      'agree for 19',
      'agree for 18',
      'disagree against 20',
      'disagree against 19',
    ])
    expect(a?.representative.map(({ bestAgree }) => bestAgree)).toEqual([true, false, false, false, false])
  })

  test('is the one nearest to passing where none passes', () => {
    const [a] = found({ s: { A: [2, 3, 0], B: [2, 2, 1] }, t: { A: [1, 4, 0], B: [2, 2, 1] } }).groups
    expect(named(a?.representative ?? [])).toEqual(['disagree t'])
  })

  test('is nothing of a statement on which a group is hidden, for the others would tell what it said', () => {
    const votes = {
      s: { A: [8, 1, 0], B: [1, 8, 0], C: [1, 1, 0], D: [0, 1, 1] },
      t: { A: [8, 1, 0], B: [1, 8, 0] },
    } as const
    const { groups, consensus } = found(votes, 3)
    for (const { statements, representative } of groups) {
      expect(Object.values(statements[0] ?? {}).slice(1)).toEqual(Array(10).fill(null))
      expect(representative.map(({ statement }) => statement)).not.toContain('s')
    }
    expect([...consensus.agree, ...consensus.disagree]).toEqual([])
    expect(groups[0]?.statements[1]?.agreeProbability).toBeCloseTo(9 / 11, 12)
  })
})

test('what all agree on is more than half with z above 1.2816, surest first, on either side', () => {
  const { consensus } = found({
    a: { A: [9, 1, 0], B: [9, 1, 0] },
    b: { A: [10, 0, 0], B: [10, 0, 0] },
    c: { A: [0, 9, 1], B: [1, 9, 0] },
    d: { A: [5, 5, 0], B: [6, 4, 0] },
  })
  expect([named(consensus.agree), named(consensus.disagree)]).toEqual([['agree b', 'agree a'], ['disagree c']])
})

test('real votes have at most five for each group, and each passes what its place asks', async () => {
  const folder = join(import.meta.dirname, 'polis', 'brexit-consensus')
  const at = (file: string) => readFileSync(join(folder, file), 'utf8')
  const read = readPolis({ votes: at('participants-votes.csv'), comments: at('comments.csv') })
  if (read.is === 'bad') throw new Error(read.problems.join())
  const { out } = await runAnalyse(['--polis', folder, '--polis-groups', '--json'])
  const { representativeness } = JSON.parse(out)
  expect(representativeness.groups).toHaveLength(read.value.matrix.partners.length)
  for (const { representative } of representativeness.groups) {
    expect(representative.length).toBeGreaterThan(0)
    expect(representative.length).toBeLessThanOrEqual(5)
    for (const one of representative)
      if (!one.bestAgree) expect(Math.min(one.test, one.ratioTest)).toBeGreaterThan(1.2816)
  }
  expect((await runAnalyse(['--polis', folder, '--polis-groups'])).out).toContain('What stands for each Polis group\n')
})
