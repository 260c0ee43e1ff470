import { expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { analyseStatement } from './analyse.ts'

type Answers = readonly (number | string)[]

const PARTNERS = [3, 5, 6, 7, 9, 10, 11, 12, 20, 30]
const tenOf = (times: number, one: number | string, other: number | string): Answers =>
  Array.from({ length: 10 }, (_, i) => (i < times ? one : other))
/** As many partners, all of which gave the same answers. */
const alike = (partners: number, own: Answers, peopleEqual = false) =>
  analyseStatement(aMatrix({ s: Object.fromEntries(Array.from({ length: partners }, (_, j) => [`P${j}`, own])) }), 0, {
    minimumCell: 1,
    peopleEqual,
  })

test.each(PARTNERS)(
  'three in ten of each of %i partners unsure is unclear, however their shares add up',
  (partners) => {
    expect(alike(partners, tenOf(3, 'U', 4)).kind).toBe('unclear')
    expect(alike(partners, tenOf(3, 'U', 4), true).kind).toBe('unclear')
    expect(alike(partners, tenOf(2, 'U', 4)).kind).not.toBe('unclear')
  },
)

test.each(PARTNERS)('%i partners that lean by three tenths lean, for and against', (partners) => {
  expect(alike(partners, tenOf(6, 4, 3)).kind).toBe('aligned-for')
  expect(alike(partners, tenOf(6, 2, 3)).kind).toBe('aligned-against')
  expect(alike(partners, tenOf(5, 4, 3)).kind).toBe('lukewarm')
})

test('a partner that stands on the very edge of the middle takes no side, whichever way it leans', () => {
  for (const scale of [5, 6, 7, 9, 11])
    for (let n = 1; n <= 30; n += 1)
      for (let ups = 0; ups <= n; ups += 1) {
        // So many of its people stand a point above the middle's upper one.
        const low = Math.ceil((scale + 1) / 2)
        const steps = 2 * ((low - 1) * n + ups) - (scale - 1) * n
        // By whole numbers: steps / (n · (scale - 1)) is a fifth.
        if (5 * steps !== n * (scale - 1)) continue
        const own = Array.from({ length: n }, (_, i) => (i < ups ? low + 1 : low))
        const turned = own.map((at) => scale + 1 - at)
        for (const answers of [own, turned]) {
          const report = analyseStatement(aMatrix({ s: { A: answers, B: [1] } }, { scale }), 0, { minimumCell: 1 })
          expect(report.cells[0]?.side, `${answers.join()} on ${scale}`).toBe('neither')
        }
      }
})
