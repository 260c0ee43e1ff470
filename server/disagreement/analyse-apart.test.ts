import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { analyse } from '#server/analysis/analyse.ts'
import { chanceFrom } from '#server/analysis/chance.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import type { Sitting } from '#server/analysis/room-change.ts'
import { sittingOf } from '#server/analysis/sitting.ts'
import { analystApart, FEW_ANSWERS, provideAnalyst } from './analyse-apart.ts'
import { analyseOnce, changeOnce, signOnce } from './analyse-once.ts'
import { type Analyst, analystHere } from './analyst.ts'
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
function aSitting(seed: number, people: number): Sitting {
  const matrix = aWorkshop(seed, people)
  return { matrix, report: analyse(matrix, OPTIONS) }
}

/** Each of the things that take long, asked of somebody. */
const matrix = aWorkshop(1, 40)
const [was, is] = [aSitting(7, 40), aSitting(8, 40)]
const record = JSON.stringify(new Array(20).fill(analyse(matrix, OPTIONS)))
const LONG: [string, (analyst: Analyst) => Promise<unknown>][] = [
  ['what a room is told of a report', (analyst) => analyst.analyse(matrix, OPTIONS, 'room')],
  ['a report that is told whole', (analyst) => analyst.analyse(matrix, OPTIONS, 'everybody')],
  ['what a room is told of one that was kept', (analyst) => analyst.tell(analyse(matrix, OPTIONS))],
  ['what became of two sittings', (analyst) => analyst.change(was, is, new Set(['p1', 'p2']))],
  ['the signature of a record', (analyst) => analyst.sign(record)],
]

let analysts: Analysts
beforeAll(() => {
  analysts = openAnalysts()
})
afterEach(() => {
  provideAnalyst(undefined)
  vi.restoreAllMocks()
})
afterAll(() => analysts.close())

const counted = (): { asked: string[]; analyst: Analyst } => {
  const asked: string[] = []
  const count =
    <A extends unknown[], T>(name: string, work: (...given: A) => Promise<T>) =>
    (...given: A) => {
      asked.push(name)
      return work(...given)
    }
  const { analyse, tell, change, sign } = analystHere
  return {
    asked,
    analyst: {
      ...{ analyse: count('analyse', analyse), tell: count('tell', tell) },
      ...{ change: count('change', change), sign: count('sign', sign) },
    },
  }
}

describe.each(LONG)('on a thread of its own %s', (_, ask) => {
  test('has the same bits as worked out here', async () => {
    provideAnalyst(analysts)
    expect(matrix.statements.length * matrix.partnerOf.length).toBeGreaterThan(FEW_ANSWERS)
    const here = JSON.stringify(await ask(analystHere))
    const onThisThread = [
      vi.spyOn(analystHere, 'analyse'),
      vi.spyOn(analystHere, 'tell'),
      vi.spyOn(analystHere, 'change'),
      vi.spyOn(analystHere, 'sign'),
    ]
    expect(JSON.stringify(await ask(analystApart))).toBe(here)
    for (const one of onThisThread) expect(one).not.toHaveBeenCalled()
  })
  test('comes all the same when the thread breaks', async () => {
    const broken = () => Promise.reject(new Error('the thread has ended'))
    provideAnalyst({ analyse: broken, tell: broken, change: broken, sign: broken })
    expect(await ask(analystApart)).toEqual(await ask(analystHere))
  })
})

test('what can’t be worked out at all is tried once, on the thread', async () => {
  provideAnalyst(analysts)
  const onThisThread = vi.spyOn(analystHere, 'analyse')
  await expect(analystApart.analyse({ ...matrix, scale: -5 }, OPTIONS, 'room')).rejects.toThrow(
    'Invalid typed array length',
  )
  expect(onThisThread).not.toHaveBeenCalled()
})

test('what waits for threads when the process ends isn’t worked out here', async () => {
  const onThisThread = vi.spyOn(analystHere, 'analyse')
  const ending = () => Promise.reject(new Error('the pool is closed'))
  provideAnalyst({ analyse: ending, tell: ending, change: ending, sign: ending })
  const waiting = analystApart.analyse(matrix, OPTIONS, 'room')
  provideAnalyst(undefined)
  await expect(waiting).rejects.toThrow('the pool is closed')
  expect(onThisThread).not.toHaveBeenCalled()
})

test('a thread isn’t asked where the data is small', async () => {
  const { asked, analyst } = counted()
  provideAnalyst(analyst)
  const few = aWorkshop(2, 6, 3)
  const { report } = await analystApart.analyse(few, OPTIONS, 'everybody')
  await analystApart.tell(report)
  await analystApart.change({ matrix: few, report }, { matrix: few, report })
  await analystApart.sign(JSON.stringify(report))
  expect(asked).toEqual([])
  await analystApart.analyse(matrix, OPTIONS, 'room')
  expect(asked).toEqual(['analyse'])
})

test('this thread is free while another works', async () => {
  provideAnalyst(analysts)
  let turns = 0
  const making = analystApart.analyse(aWorkshop(4, 60, 30), OPTIONS, 'room').then(() => 'done')
  const turn = () => new Promise<string>((resolve) => setImmediate(() => resolve('turn')))
  while ((await Promise.race([making, turn()])) === 'turn') turns += 1
  expect(turns).toBeGreaterThan(10)
})

describe('the same data', () => {
  test('is analysed, told, compared and signed once, however many ask at the same moment and afterwards', async () => {
    const { asked, analyst } = counted()
    provideAnalyst(analyst)
    const all = async () => {
      const [before, now] = [aWorkshop(9, 40), aWorkshop(5, 40)]
      return [
        await analyseOnce(now, OPTIONS, 'room'),
        await changeOnce(sittingOf(before, OPTIONS), sittingOf(now, OPTIONS)),
        await signOnce(`"${'long '.repeat(30_000)}"`),
      ]
    }
    const [one, other] = await Promise.all([all(), all()])
    const later = await all()
    expect(asked.sort()).toEqual(['analyse', 'change', 'sign'])
    for (const [i, found] of one.entries()) expect([other[i] === found, later[i] === found]).toEqual([true, true])
  })
  test('with one other answer, or told otherwise, is other data', async () => {
    const matrix = aWorkshop(6, 40)
    const changed = {
      ...matrix,
      answers: matrix.answers.map((row, s) => (s === 0 ? row.map((code) => 6 - code) : row)),
    }
    const first = await analyseOnce(matrix, OPTIONS, 'room')
    expect(await analyseOnce(changed, OPTIONS, 'room')).not.toBe(first)
    expect(await analyseOnce(matrix, OPTIONS, 'everybody')).not.toBe(first)
    expect(await analyseOnce(matrix, { minimumCell: 4 }, 'room')).not.toBe(first)
    expect(await analyseOnce(matrix, { ...OPTIONS, toldBefore: { s0: ['p1'] } }, 'room')).not.toBe(first)
    expect(await signOnce('{"a":1}')).not.toBe(await signOnce('{"a":2}'))
  })
  test('given by other people, of whom others are known, or with another partner hidden, is another change', async () => {
    const named = (name: string) => ({
      ...is,
      matrix: { ...is.matrix, people: is.matrix.people.map((one) => `${name}${one}`) },
    })
    const silent = { ...is, report: analyse(is.matrix, { ...OPTIONS, toldBefore: { s0: ['p1'] } }) }
    const first = await changeOnce(was, is)
    expect(await changeOnce(was, is)).toBe(first)
    expect(await changeOnce(was, named('other'))).not.toBe(first)
    expect(await changeOnce(was, is, new Set())).not.toBe(first)
    expect(await changeOnce(was, silent)).not.toBe(first)
    expect(await changeOnce(is, was)).not.toBe(first)
  })
  test('that couldn’t be worked out is tried again', async () => {
    const other = aWorkshop(11, 40)
    vi.spyOn(analystHere, 'analyse').mockRejectedValueOnce(new Error('no memory'))
    await expect(analyseOnce(other, OPTIONS, 'room')).rejects.toThrow('no memory')
    expect(await analyseOnce(other, OPTIONS, 'room')).toEqual(await analystHere.tell(analyse(other, OPTIONS)))
  })
})
