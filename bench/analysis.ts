import { performance } from 'node:perf_hooks'
import { analyse, analyseStatement } from '#server/analysis/analyse.ts'
import { chanceFrom } from '#server/analysis/chance.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'

/** Times the analysis on made-up answers and prints JSON: medians of five rounds, milliseconds. */
const [people, statements, partners] = [2_000, 150, 60]
const chance = chanceFrom(1)
const answers: LongAnswer[] = []
for (let person = 0; person < people; person += 1) {
  for (let statement = 0; statement < statements; statement += 1) {
    const drawn = chance()
    if (drawn < 0.1) continue
    const answer = drawn < 0.2 ? ('unsure' as const) : 1 + Math.floor(chance() * 5)
    answers.push({ statement: `s${statement}`, partner: `p${person % partners}`, person: `${person}`, answer })
  }
}
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)
const matrix = makeMatrix({
  scale: 5,
  voice: 'own',
  partners: ids('p', partners).map((id) => ({ id, label: id })),
  statements: ids('s', statements).map((id) => ({ id, text: id })),
  answers,
})

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const timed = (rounds: number, deed: () => void) =>
  median(
    Array.from({ length: rounds }, () => {
      const start = performance.now()
      deed()
      return performance.now() - start
    }),
  )

const oneStatementMs = timed(20, () => void analyseStatement(matrix, 0, { minimumCell: 3 }))
const wholeReportMs = timed(3, () => void analyse(matrix, { minimumCell: 3 }))
process.stdout.write(
  `${JSON.stringify({ people, statements, partners, node: process.version, oneStatementMs, wholeReportMs })}\n`,
)
