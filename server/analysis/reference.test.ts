import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { agreement } from './agreement.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { disperse } from './dispersion.ts'
import { chiSquareTail } from './gamma.ts'
import { kendallW, ranks } from './kendall.ts'
import { krippendorff } from './krippendorff.ts'
import { bhapkar, mcnemar, stuartMaxwell } from './paired-tests.ts'
import { asPrinted, byId, counted, ELSEWHERE, hold, read, unmet } from './reference/hold.ts'
import * as measures from './reference/measures.ts'
import { holm, jeffreys, kruskal, mcnemarSquare, newcombe, wilson, yekutieli } from './reference/proportions.ts'
import { tQuantile } from './t-quantile.ts'
import { wilcoxon } from './wilcoxon.ts'

const asked = (path: string, expected: number) => (path.startsWith('published') ? asPrinted(expected) : 1e-9)
const { cases: ordinal, published: ordinalPublished } = read('01_ordinal_agreement_agrmt.json')
const ordinalFound = byId(ordinal as { id: string; freq: number[] }[], ({ freq }) => {
  const a = agreement(freq) as number
  return {
    n: freq.reduce((sum, count) => sum + count, 0),
    K: freq.length,
    agreement_A: a,
    agreement_A_old: measures.oldAgreement(freq),
    polarization: (1 - a) / 2,
    leik_D: measures.leik(freq),
    tastle_wierman_consensus: measures.consensus(freq),
    shannon_entropy_bits: measures.entropy(freq),
    blair_lacy_l: Math.sqrt(measures.lSquared(freq)),
    blair_lacy_lsquared: measures.lSquared(freq),
    // One partner's people: what is unbiased elsewhere is here as the answers are.
    blair_lacy_dispersion_1_minus_lsq: disperse([counted(freq)]).plugIn?.dispersion,
    dsquared: measures.dSquared(freq),
    berry_mielke_IOV: measures.ordinalVariation(freq),
    kvalseth_COV: measures.ordinalCoefficient(freq),
    reardon_entropy_ratio: measures.ordinalEntropy(freq),
    MRQ_polarization: measures.polarised(freq),
  }
})
hold('01_ordinal_agreement_agrmt.json', {
  found: {
    cases: ordinalFound,
    published: ordinalPublished.map(({ id, measure }: { id: string; measure: string }) => ({
      value: (ordinalFound[id] as Record<string, number>)[measure],
    })),
  },
  given: { 'cases.*.freq': 'answers' },
  within: asked,
})

type Rows = (number | null)[][]
const { cases: observed, published: alphaPublished } = read('02_krippendorff_alpha.json')
const alphas = byId(observed as { id: string; matrix_observers_x_units: Rows; alpha: object }[], (one) => {
  const rows = one.matrix_observers_x_units
  const counts = (rows[0] as unknown[]).map((_, unit) =>
    Array.from({ length: 6 }, (_, value) => rows.filter((row) => row[unit] === value).length),
  )
  return {
    nominal: krippendorff(counts, 'nominal'),
    ordinal: krippendorff(counts, 'ordinal'),
    interval: krippendorff(counts, 'interval'),
    ratio: measures.ratioAlpha(rows),
  }
})
hold('02_krippendorff_alpha.json', {
  found: {
    cases: Object.fromEntries(Object.entries(alphas).map(([id, alpha]) => [id, { alpha }])),
    published: byId(alphaPublished, ({ id }) => alphas[id]),
  },
  given: { 'cases.*.matrix_observers_x_units': 'answers' },
  within: asked,
})

const { cases: ranked } = read('03_kendall_W.json')
const concordances = byId(ranked as { id: string; raters_x_objects: number[][] }[], ({ raters_x_objects: rows }) => {
  const found = kendallW(rows)
  const plain = measures.plainW(rows.map(ranks))
  const [chisq, free] = [rows.length * ((rows[0]?.length ?? 0) - 1) * plain, (rows[0]?.length ?? 0) - 1]
  return {
    corrected: { W: found?.w, chisq: found?.chiSquare, p: found?.p },
    uncorrected: { W: plain, chisq, p: chiSquareTail(chisq, free) },
    ...{ W_tie_corrected: found?.w, chisq_corrected: found?.chiSquare, p: found?.p, W_uncorrected: plain },
  }
})
hold('03_kendall_W.json', {
  found: {
    cases: concordances,
    published: {
      tied_kendall_1970: {
        W_corrected: (concordances.tied_kendall_1970 as { W_tie_corrected: number }).W_tie_corrected,
      },
      anxiety: { W: (concordances.anxiety as { W_tie_corrected: number }).W_tie_corrected },
    },
  },
  given: { 'cases.*.raters_x_objects': 'rankings' },
  within: asked,
})

const classic = Object.fromEntries(read('05_classic_tests.json').cases.map((one: { id: string }) => [one.id, one]))
const blocks = classic.friedman_roundingtimes.blocks as number[][]
const [[, toNo], [toYes]] = classic.mcnemar_agresti_approval.table
const vision = classic.stuart_maxwell_vision.table
const shifts = (classic.wilcoxon_depression.x as number[]).map((x, i) => x - classic.wilcoxon_depression.y[i])
hold('05_classic_tests.json', {
  found: {
    cases: {
      kruskal_hollander_wolfe_mucociliary: kruskal(classic.kruskal_hollander_wolfe_mucociliary.groups),
      kruskal_airquality_ozone_month: { p: chiSquareTail(classic.kruskal_airquality_ozone_month.H, 4) },
      // Friedman's test is that of Kendall's W of the blocks.
      friedman_roundingtimes: { chisq: kendallW(blocks)?.chiSquare, df: 2, p: kendallW(blocks)?.p },
      mcnemar_agresti_approval: {
        chisq_cc: mcnemarSquare(toYes, toNo, true),
        p_cc: chiSquareTail(mcnemarSquare(toYes, toNo, true), 1),
        chisq_no_cc: mcnemarSquare(toYes, toNo, false),
        p_no_cc: mcnemar(toYes, toNo),
      },
      stuart_maxwell_vision: { chisq: [[stuartMaxwell(vision)?.chiSquare]], p: [[stuartMaxwell(vision)?.p]] },
      bhapkar_vision: { chisq: bhapkar(vision)?.chiSquare, p: bhapkar(vision)?.p },
      // Asked two-sided; what lies above the middle on one side is half of it.
      wilcoxon_depression: { V: wilcoxon(shifts)?.v, p_greater: (wilcoxon(shifts)?.p as number) / 2 },
    },
  },
  given: {
    'cases.kruskal_hollander_wolfe_mucociliary.groups': 'answers',
    'cases.kruskal_airquality_ozone_month.H': ELSEWHERE,
    'cases.kruskal_airquality_ozone_month.df': ELSEWHERE,
    'cases.friedman_roundingtimes.blocks': 'answers',
    ...{
      'cases.*.table': 'answers',
      'cases.wilcoxon_depression.x': 'answers',
      'cases.wilcoxon_depression.y': 'answers',
    },
  },
})

hold('06_benjamini_hochberg.json', {
  found: {
    cases: byId(read('06_benjamini_hochberg.json').cases as { id: string; p: number[] }[], ({ p }) => {
      const q = benjaminiHochberg(p)
      const rejected = q.filter((one) => one !== null && one <= 0.05).length
      return { q, by: yekutieli(p), holm: holm(p), 'rejected_at_0.05': rejected }
    }),
  },
  given: { 'cases.*.p': 'p-values' },
})

const [scores, jeffreysCases, differences] = read('07_proportions.json').cases
const all = (values: number[], of: (value: number, i: number) => unknown) => values.map(of)
hold('07_proportions.json', {
  found: {
    published: {
      newcombe1998a_81_263: { wilson: wilson(81, 263) },
      ...{
        '15_148': { wilson: wilson(15, 148) },
        '0_20': { wilson: wilson(0, 20) },
        '1_29': { wilson: wilson(1, 29) },
      },
      newcombe1998b_56_70_48_80_method10: { ci: newcombe(56, 70, 48, 80) },
    },
    cases: {
      wilson: { ci: all(scores.x, (x, i) => wilson(x, scores.n[i])) },
      jeffreys: { ci: all(jeffreysCases.x, (x, i) => jeffreys(x, jeffreysCases.n[i])) },
      newcombe_diff: {
        ci: all(differences.x1, (x, i) => newcombe(x, differences.n1[i], differences.x2[i], differences.n2[i])),
      },
    },
  },
  given: Object.fromEntries(['x', 'n', 'x1', 'n1', 'x2', 'n2'].map((name) => [`cases.*.${name}`, 'answers'])),
  within: asked,
})

describe('the reference files', () => {
  test('are held one and all', () => {
    const tests = ['', '-distances', '-network'].map((part) =>
      readFileSync(new URL(`./reference${part}.test.ts`, import.meta.url), 'utf8'),
    )
    const files = readdirSync(new URL('./reference/', import.meta.url)).filter((name) => name.endsWith('.json'))
    expect(files.filter((name) => !tests.some((text) => text.includes(`hold('${name}'`)))).toEqual([])
    expect(files).toHaveLength(16)
  })
  test.each([
    ['a wrong number', { one: 1, two: [2.1], none: null }, ['two.0']],
    ['one that was found where none is', { one: 1, two: [2], none: 3 }, ['none']],
    ['one that nothing was found for', { two: [2], none: null }, ['one']],
  ])('would not pass with %s', (_what, found, paths) =>
    expect(unmet({ one: 1, two: [2], none: null }, found)).toEqual(paths),
  )
})

describe('t quantiles', () => {
  test('are R’s', () => {
    expect(tQuantile(0.95, 5)).toBeCloseTo(2.0150483733330233, 9)
    expect(tQuantile(0.95, 2)).toBeCloseTo(2.9199855803537242, 9)
    expect(tQuantile(0.95, 2.5)).toBeCloseTo(2.5582186141995757, 9)
  })
})
