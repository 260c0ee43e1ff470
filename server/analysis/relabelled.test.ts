import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { aNetwork } from './a-network.ts'
import { analyse } from './analyse.ts'
import { chanceFrom } from './chance.ts'
import type { Matrix } from './matrix.ts'
import type { DisagreementReport } from './report.ts'
import { shuffle } from './shuffle.ts'

/** The same answers with people, partners and statements in any other order, and all of them under other names where it says so. */
function mixed(matrix: Matrix, seed: number, names: 'other' | 'same'): Matrix {
  const chance = chanceFrom(seed)
  const order = (n: number) => [
    ...shuffle(
      Int32Array.from({ length: n }, (_, i) => i),
      chance,
    ),
  ]
  const [partners, statements, people] = [
    order(matrix.partners.length),
    order(matrix.statements.length),
    order(matrix.people.length),
  ]
  const name = (id: string) => (names === 'same' ? id : `${(seed * 7 + id.length) % 10}-${[...id].reverse().join('')}`)
  return {
    ...matrix,
    partners: partners.map((j) => ({ id: name((matrix.partners[j] as { id: string }).id), label: `No. ${j + seed}` })),
    statements: statements.map((s) => ({
      id: name((matrix.statements[s] as { id: string }).id),
      text: `Another text ${s}`,
    })),
    people: people.map((i) => name(matrix.people[i] as string)),
    partnerOf: people.map((i) => partners.indexOf(matrix.partnerOf[i] as number)),
    answers: statements.map((s) => Int8Array.from(people, (i) => (matrix.answers[s] as Int8Array)[i] as number)),
  }
}

const nameBack = (id: string) => [...id.slice(id.indexOf('-') + 1)].reverse().join('')
const sorted = <One>(list: readonly One[]) => [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** What a report says, whatever its order and names: by the first names, to ten digits. */
function sense(report: DisagreementReport, back: (id: string) => string) {
  const { partners, people, statements, kinds, betweenShare, interval, alpha, disco, permdisp, blocs, ranking } =
    report.network
  const all = {
    network: { partners, people, statements, kinds: sorted(kinds), betweenShare, interval, alpha, disco, permdisp },
    blocs: blocs.are === 'clear' ? { ...blocs, blocs: sorted(blocs.blocs.map((own) => sorted(own.map(back)))) } : blocs,
    ranking: ranking.map((bracket) => sorted(bracket.map(back))),
    statements: sorted(
      report.statements.map(({ id, text: _text, worstPartner, cells, ...figures }) => ({
        ...{ id: back(id), ...figures, worst: worstPartner?.support },
        cells: sorted(cells.map(({ partnerId, ...cell }) => ({ id: back(partnerId), ...cell }))),
      })),
    ),
    partners: sorted(
      report.partners.map(({ id, label: _label, stances, ...figures }) => ({
        ...{ id: back(id), ...figures },
        stances: sorted(stances.map(({ statementId, ...stance }) => ({ id: back(statementId), ...stance }))),
      })),
    ),
    pairs: sorted(
      report.pairs.map(({ partnerIds, furthest, ...figures }) => ({
        ...{ ids: sorted(partnerIds.map(back)), ...figures, furthest: furthest.map(({ distance }) => distance) },
      })),
    ),
  }
  return JSON.parse(
    JSON.stringify(all, (_key, value) => (typeof value === 'number' ? Number(value.toFixed(9)) + 0 : value)),
  )
}

const sizesOf = ({ partners, partnerOf }: Matrix) => partners.map((_, j) => partnerOf.filter((own) => own === j).length)

const someNetwork = fc.record({
  partners: fc.integer({ min: 2, max: 6 }),
  statements: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  camps: fc.constantFrom(0, 0.5, 1),
})

describe('laws of the whole report, for any network', () => {
  test('any other order says the same, also where partners are as small and one of them gives cover', () => {
    fc.assert(
      fc.property(someNetwork, fc.integer({ min: 1, max: 1_000_000 }), (asked, seed) => {
        const matrix = aNetwork(asked)
        expect(sense(analyse(mixed(matrix, seed, 'same'), { minimumCell: 3 }), (id) => id)).toEqual(
          sense(analyse(matrix, { minimumCell: 3 }), (id) => id),
        )
      }),
      { seed: 94, numRuns: 25 },
    )
  })

  test('rows of two partners of three, swapped, hide the same one for the sake of a partner of two', () => {
    const answers = { A: [1, 5], B: [5, 5, 4], C: [1, 2, 1], D: [1, 1, 2, 2, 1], E: [5, 5, 5, 4, 4] }
    const hidden = (order: string) =>
      analyse(aMatrix({ S: Object.fromEntries([...order].map((id) => [id, answers[id as keyof typeof answers]])) }), {
        minimumCell: 3,
      }).statements.map(({ cells, basis, position, between }) => ({
        who: sorted(cells.flatMap(({ partnerId, suppressed }) => (suppressed ? [partnerId] : []))),
        figures: [basis, position?.toFixed(9), between?.toFixed(9)],
      }))
    expect(hidden('ABCDE')[0]?.who).toEqual(['A', 'B'])
    for (const order of ['ACBDE', 'EDCBA', 'CABED']) expect(hidden(order)).toEqual(hidden('ABCDE'))
  })

  test.each([1, 3])('other names and any other order say the same (minimum %i)', (minimumCell) => {
    fc.assert(
      fc.property(someNetwork, fc.integer({ min: 1, max: 1_000_000 }), (asked, seed) => {
        const matrix = aNetwork(asked)
        // Of two that are as small the one whose id comes first gives cover: what either said must not decide it.
        fc.pre(minimumCell === 1 || new Set(sizesOf(matrix)).size === matrix.partners.length)
        expect(sense(analyse(mixed(matrix, seed, 'other'), { minimumCell }), nameBack)).toEqual(
          sense(analyse(matrix, { minimumCell }), (id) => id),
        )
      }),
      { seed: 91, numRuns: 15 },
    )
  })

  test('the same answers give the same bits, whatever was worked out before', () => {
    fc.assert(
      fc.property(someNetwork, someNetwork, (asked, other) => {
        const first = JSON.stringify(analyse(aNetwork(asked), { minimumCell: 3 }))
        analyse(aNetwork(other), { minimumCell: 1 })
        expect(JSON.stringify(analyse(aNetwork(asked), { minimumCell: 3 }))).toBe(first)
      }),
      { seed: 92, numRuns: 8 },
    )
  })

  test('and another process gives the same bits', () => {
    const asked = fc.sample(someNetwork, { seed: 93, numRuns: 4 })
    const bits = (one: (typeof asked)[number]) =>
      createHash('sha256')
        .update(JSON.stringify(analyse(aNetwork(one), { minimumCell: 3 })))
        .digest('hex')
    const elsewhere = `
      import { createHash } from 'node:crypto'
      const { aNetwork } = await import('./server/analysis/a-network.ts')
      const { analyse } = await import('./server/analysis/analyse.ts')
      // In the other order: nothing may hang on what came first.
      const found = ${JSON.stringify(asked)}.reverse().map((one) =>
        createHash('sha256').update(JSON.stringify(analyse(aNetwork(one), { minimumCell: 3 }))).digest('hex'))
      console.log(JSON.stringify(found.reverse()))`
    const said = execFileSync('node', ['--import', 'tsx', '--input-type=module', '-e', elsewhere], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual(asked.map(bits))
  })
})
