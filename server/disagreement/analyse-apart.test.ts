import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { analyse } from '#server/analysis/analyse.ts'
import { chanceFrom } from '#server/analysis/chance.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import { analyseApart, FEW_ANSWERS, provideAnalyst } from './analyse-apart.ts'
import { analyseOnce } from './analyse-once.ts'
import { type Analysts, openAnalysts } from './open-analysts.ts'

function aWorkshop(seed: number, people: number, statements = 12) {
  const chance = chanceFrom(seed)
  const partners = Array.from({ length: 6 }, (_, j) => ({ id: `p${j}`, label: `P${j}` }))
  const asked = Array.from({ length: statements }, (_, s) => ({ id: `s${s}`, text: `S${s}` }))
  const answers = asked.flatMap(({ id }) =>
    Array.from({ length: people }, (_, i): LongAnswer => {
      return { statement: id, partner: `p${i % 6}`, person: `${i}`, answer: 1 + Math.floor(chance() * 5) }
    }),
  )
  return makeMatrix({ scale: 5, voice: 'own', partners, statements: asked, answers })
}
const OPTIONS = { minimumCell: 3 }
let analysts: Analysts
beforeAll(() => {
  analysts = openAnalysts()
})
afterEach(() => provideAnalyst(undefined))
afterAll(() => analysts.close())

describe('a report from a thread of its own', () => {
  test('has the same bits as one worked out here', async () => {
    provideAnalyst(analysts.analyse)
    const matrix = aWorkshop(1, 40)
    expect(matrix.statements.length * matrix.partnerOf.length).toBeGreaterThan(FEW_ANSWERS)
    expect(JSON.stringify(await analyseApart(matrix, OPTIONS))).toBe(JSON.stringify(analyse(matrix, OPTIONS)))
  })
  test('isn’t asked for where the data is small', async () => {
    let asked = 0
    provideAnalyst((matrix, options) => {
      asked += 1
      return analysts.analyse(matrix, options)
    })
    await analyseApart(aWorkshop(2, 6, 3), OPTIONS)
    expect(asked).toBe(0)
    await analyseApart(aWorkshop(2, 40), OPTIONS)
    expect(asked).toBe(1)
  })
  test('comes all the same when the thread breaks', async () => {
    provideAnalyst(() => Promise.reject(new Error('the thread has ended')))
    const matrix = aWorkshop(3, 40)
    expect(await analyseApart(matrix, OPTIONS)).toEqual(analyse(matrix, OPTIONS))
  })
  test('leaves this thread free while it is worked out', async () => {
    provideAnalyst(analysts.analyse)
    let turns = 0
    const making = analyseApart(aWorkshop(4, 60, 30), OPTIONS).then(() => 'done')
    const turn = () => new Promise<string>((resolve) => setImmediate(() => resolve('turn')))
    while ((await Promise.race([making, turn()])) === 'turn') turns += 1
    expect(turns).toBeGreaterThan(10)
  })
})

describe('the same data', () => {
  test('is analysed once, however many ask at the same moment and afterwards', async () => {
    let asked = 0
    provideAnalyst((matrix, options) => {
      asked += 1
      return Promise.resolve(analyse(matrix, options))
    })
    const [one, other] = await Promise.all([
      analyseOnce(aWorkshop(5, 40), OPTIONS),
      analyseOnce(aWorkshop(5, 40), OPTIONS),
    ])
    expect(await analyseOnce(aWorkshop(5, 40), OPTIONS)).toBe(one)
    expect([asked, other === one]).toEqual([1, true])
  })
  test('with one other answer, or told otherwise, is other data', async () => {
    const matrix = aWorkshop(6, 40)
    const changed = {
      ...matrix,
      answers: matrix.answers.map((row, s) => (s === 0 ? row.map((code) => 6 - code) : row)),
    }
    const first = await analyseOnce(matrix, OPTIONS)
    expect(await analyseOnce(changed, OPTIONS)).not.toBe(first)
    expect(await analyseOnce(matrix, { minimumCell: 4 })).not.toBe(first)
    expect(await analyseOnce(matrix, { ...OPTIONS, toldBefore: { s0: ['p1'] } })).not.toBe(first)
  })
})
