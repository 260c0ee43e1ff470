import { aMatrix } from './a-matrix.ts'
import { changeBetween } from './change.ts'
import { decompose } from './decompose.ts'
import { disco } from './disco.ts'
import { choiceDistance, type Distance, pointsDistance, ranksDistance, triangleDistance } from './distances.ts'
import { kendallW } from './kendall.ts'
import { leafOrder } from './leaf-order.ts'
import { averageLinkage } from './linkage.ts'
import { makeMatrix } from './matrix.ts'
import { bhapkar, mcnemar, stuartMaxwell } from './paired-tests.ts'
import { plainGap, pointsGap, profilesOf } from './profiles.ts'
import { byId, counted, ELSEWHERE, hold, read } from './reference/hold.ts'
import { permanova, ratioOf } from './reference/measures.ts'
import { mcnemarSquare } from './reference/proportions.ts'
import { groupOf, respondents } from './respondents.ts'
import { turnover } from './turnover.ts'
import { wilcoxon } from './wilcoxon.ts'

const { cases: grouped } = read('09_energy_disco_permanova.json')
type Groups = Record<string, number[]>
const discoOf = ({ groups }: { groups: Groups }) => {
  const people = respondents(aMatrix({ S: groups }))
  const found = disco(people, groupOf(people.sizes))
  return { disco_within: found?.within, disco_between: found?.between, disco_total: found?.total, disco_F: found?.f }
}
/** Székely & Rizzo's e-distance of two groups: the energy distance, weighed by their sizes. */
function energies(groups: Groups): number[][] {
  const given = Object.values(groups).map((own) =>
    counted([1, 2, 3, 4, 5].map((at) => own.filter((one) => one === at).length)),
  )
  const profiles = profilesOf([given])
  return given.map((a, j) => given.map((b, k) => ((a.n * b.n) / (a.n + b.n)) * 2 * 4 * plainGap(profiles, j, k)))
}
const [unbalanced, balanced, iris, dune] = grouped
const apart = energies(unbalanced.groups)
const byVariance = permanova(Object.values(unbalanced.groups as Groups), (a, b) => Math.abs(a - b))
const ofDune = ratioOf(dune.SumOfSqs, dune.df)
hold('09_energy_disco_permanova.json', {
  found: {
    cases: {
      ordinal_4_partners_unbalanced: {
        ...discoOf(unbalanced),
        edist_matrix: apart,
        eqdist_e: apart.flat().reduce((sum, one) => sum + one, 0) / 2,
      },
      ordinal_4_partners_balanced: discoOf(balanced),
      iris_4vars_species: {
        disco_total: iris.disco_within + iris.disco_between,
        disco_F: iris.disco_between / 2 / (iris.disco_within / 147),
      },
      permanova_dune_management_bray: {
        ...{ F: ofDune.f, R2: ofDune.r2, df: { 2: dune.df[0] + dune.df[1] } },
        SumOfSqs: { 2: dune.SumOfSqs[0] + dune.SumOfSqs[1] },
      },
      permanova_absdist_4_partners: { F: byVariance.f, R2: byVariance.r2, SumOfSqs: byVariance.sums },
    },
  },
  given: {
    'cases.*.groups': 'answers',
    ...{ 'cases.iris_4vars_species.disco_within': ELSEWHERE, 'cases.iris_4vars_species.disco_between': ELSEWHERE },
    ...{
      'cases.permanova_dune_management_bray.df.0': ELSEWHERE,
      'cases.permanova_dune_management_bray.df.1': ELSEWHERE,
    },
    'cases.permanova_dune_management_bray.SumOfSqs.0': ELSEWHERE,
    'cases.permanova_dune_management_bray.SumOfSqs.1': ELSEWHERE,
  },
})

interface Line {
  readonly id: string
  readonly u_values: number[]
  readonly v_values: number[]
  readonly u_weights: number[] | null
  readonly v_weights: number[] | null
}
// Tenths of a unit as the points of a scale: shares may be of any weight.
const onTenths = (values: number[], weights: number[] | null) => {
  const counts = new Array<number>(101).fill(0)
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? values.length
  values.forEach((value, i) => {
    const at = Math.round(value * 10)
    counts[at] = (counts[at] as number) + (weights?.[i] ?? 1) / total
  })
  return counted(counts, 1)
}
hold('15_emd_energy_scipy.json', {
  found: {
    cases: byId(read('15_emd_energy_scipy.json').cases as Line[], (one) => {
      const profiles = profilesOf([[onTenths(one.u_values, one.u_weights), onTenths(one.v_values, one.v_weights)]])
      const square = 2 * 100 * plainGap(profiles, 0, 1) * 0.1
      return {
        wasserstein1: pointsGap(profiles, 0, 1) / 10,
        energy_distance_squared: square,
        energy_distance_scipy_sqrt: Math.sqrt(square),
        published: null,
      }
    }),
  },
  given: Object.fromEntries(
    ['u_values', 'v_values', 'u_weights', 'v_weights'].map((name) => [`cases.*.${name}`, 'answers']),
  ),
})

const paired = read('16_paired_change.json').cases[0]
const moves = (paired.table_rows_session1_cols_session2 as number[][]).flatMap((row, then) =>
  row.flatMap((count, now) => new Array<[number, number]>(count).fill([then + 1, now + 1])),
)
const sitting = (at: 0 | 1) =>
  makeMatrix({
    ...{ scale: 5, voice: 'own', partners: [{ id: 'A', label: 'A' }], statements: [{ id: 'S', text: 'S' }] },
    answers: moves.map((move, i) => ({ statement: 'S', partner: 'A', person: `p${i}`, answer: move[at] })),
  })
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const [became] = changeBetween(sitting(0), sitting(1), { minimumCell: 1 })
const [toHigh, fromHigh] = [
  moves.filter(([then, now]) => then < 4 && now >= 4).length,
  moves.filter(([then, now]) => then >= 4 && now < 4).length,
]
const first = mean(moves.map(([then]) => then))
hold('16_paired_change.json', {
  found: {
    cases: {
      five_point_two_sessions: {
        ...{ n: became?.pairs, mean1: first, mean2: first + (became?.netShift as number) },
        ...{ movers: became?.moved, up: became?.up, down: became?.down },
        stuart_maxwell_chisq: stuartMaxwell(paired.table_rows_session1_cols_session2)?.chiSquare,
        stuart_maxwell_df: stuartMaxwell(paired.table_rows_session1_cols_session2)?.df,
        stuart_maxwell_p: stuartMaxwell(paired.table_rows_session1_cols_session2)?.p,
        bhapkar_chisq: bhapkar(paired.table_rows_session1_cols_session2)?.chiSquare,
        bhapkar_p: bhapkar(paired.table_rows_session1_cols_session2)?.p,
        // R was asked the other way round: before less after.
        wilcoxon_V: wilcoxon(
          moves.map(([then, now]) => then - now),
          'dropped',
        )?.v,
        wilcoxon_p_normal_cc: wilcoxon(
          moves.map(([then, now]) => then - now),
          'dropped',
        )?.p,
        mcnemar_top2_chisq: mcnemarSquare(toHigh, fromHigh, false),
        mcnemar_p: mcnemar(toHigh, fromHigh),
      },
    },
  },
  given: { 'cases.*.table_rows_session1_cols_session2': 'answers' },
})

const five = read('17_seriation.json').cases[0]
const distances = (five.dist as number[][]).flat()
const leaves = leafOrder(averageLinkage(distances, 5), distances).map((leaf) => leaf + 1)
// A path may be read from either end.
const order = leaves[0] === five.order[0] ? leaves : [...leaves].reverse()
hold('17_seriation.json', {
  found: {
    cases: {
      five: {
        order,
        path_length: order.slice(1).reduce((sum, leaf, i) => sum + five.dist[leaf - 1][(order[i] as number) - 1], 0),
      },
    },
  },
  given: { 'cases.*.dist': 'distances' },
})

const others = read('25_other_inputs_disco.json')
const between: Record<string, Distance<never>> = {
  ...{ points100: pointsDistance, ranks6: ranksDistance, triangle_xy: triangleDistance, single_choice: choiceDistance },
}
const ranking = others.cases[1].rows
hold('25_other_inputs_disco.json', {
  found: {
    cases: byId(others.cases as { id: string; rows: never[] }[], ({ id, rows }) => {
      const groups = ['A', 'B', 'C'].map((name) => rows.filter((_, i) => others.partners[i] === name))
      const { plugIn, f } = decompose(groups, between[id] as Distance<never>)
      const [D, W, B] = [plugIn?.dispersion as number, plugIn?.within as number, plugIn?.between as number]
      // Partners of one size: sums over people are means over partners, times half of all people.
      const [total, within, rest] = [D, W, B].map((one) => (one * rows.length) / 2)
      return {
        ...{ D, W, B, F: f, total, within, between: rest },
        tau_row1_row5: 1 - 2 * ranksDistance(ranking[0], ranking[4]),
        kendall_W_all: kendallW(ranking)?.w,
      }
    }),
  },
  given: { 'cases.*.rows': 'answers' },
})

const { session1, session2, partners } = read('26_change_decomposition.json')
hold('26_change_decomposition.json', {
  found: {
    partners: Object.fromEntries(
      Object.keys(partners).map((id) => {
        const [then, now] = [session1, session2].map((one) => new Map(Object.entries<number>(one[id] ?? {})))
        const split = turnover(then as Map<string, number>, now as Map<string, number>)
        if (!split) return [id, null]
        const { stayers, joiners, leavers, change, minds, people } = split
        const [n1, n2, mean1] = [
          stayers + leavers,
          stayers + joiners,
          mean([...(then as Map<string, number>).values()]),
        ]
        return [
          id,
          {
            ...{ n1, n2, stayers, mean1, mean2: mean1 + change, change, minds_changed: minds, people_changed: people },
            stayer_change: minds / ((stayers / n1 + stayers / n2) / 2),
          },
        ]
      }),
    ),
  },
  given: { session1: 'answers', session2: 'answers' },
})
