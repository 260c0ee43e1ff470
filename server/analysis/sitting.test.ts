import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import { type LongAnswer, makeMatrix } from './matrix.ts'
import { roomChange } from './room-change.ts'
import { sittingOf } from './sitting.ts'

const partners = ['A', 'B', 'C', 'D'].map((id) => ({ id, label: id }))
const statements = ['S', 'T'].map((id) => ({ id, text: id }))
const answer = fc.constantFrom<LongAnswer['answer']>(1, 2, 3, 4, 5, 'unsure', 'remit')
const answers = fc.array(
  fc.record({
    statement: fc.constantFrom('S', 'T'),
    person: fc.integer({ min: 0, max: 15 }).map(String),
    answer,
  }),
  { maxLength: 32 },
)
const matrixOf = (given: readonly Omit<LongAnswer, 'partner'>[], voice: 'own' | 'named') =>
  makeMatrix({
    ...{ scale: 5, voice, partners, statements },
    answers: given.map((one) => ({ ...one, partner: 'ABCD'[Number(one.person) % 4] as string })),
  })
const options = fc.record({
  minimumCell: fc.integer({ min: 1, max: 4 }),
  toldBefore: fc.dictionary(fc.constantFrom('S', 'T'), fc.subarray(['A', 'B', 'C', 'D'])),
})

test('a sitting shows of each partner what its whole report shows, and what became of two is the same by either', () => {
  const voice = fc.constantFrom('own' as const, 'named' as const)
  fc.assert(
    fc.property(answers, answers, voice, options, (before, after, voice, how) => {
      const [was, is] = [before, after].map((given) => {
        const matrix = matrixOf(given, voice)
        return { matrix, report: analyse(matrix, how), sitting: sittingOf(matrix, how) }
      }) as [Found, Found]
      for (const { report, sitting } of [was, is]) {
        const { minimumCell } = report
        const cells = report.statements.map(({ id, cells }) => ({ id, cells }))
        expect(sitting.report).toEqual({ minimumCell, statements: cells })
      }
      expect(roomChange(was.sitting, is.sitting)).toEqual(roomChange(was, is))
    }),
    { seed: 271, numRuns: 40 },
  )
})

type Found = Parameters<typeof roomChange>[0] & {
  readonly report: ReturnType<typeof analyse>
  readonly sitting: ReturnType<typeof sittingOf>
}
