import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { analyse } from '#server/analysis/analyse.ts'
import { chanceFrom } from '#server/analysis/chance.ts'
import { type LongAnswer, makeMatrix } from '#server/analysis/matrix.ts'
import type { Sitting } from '#server/analysis/room-change.ts'
import { analystApart, FEW_ANSWERS, provideAnalyst } from './analyse-apart.ts'
import { analyseOnce, changeOnce, tellOnce, tellWhole } from './analyse-once.ts'
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
const LONG: [string, (analyst: Analyst) => Promise<unknown>][] = [
  ['a report', (analyst) => analyst.analyse(matrix, OPTIONS)],
  ['what a room is told of it', (analyst) => analyst.tell(analyse(matrix, OPTIONS))],
  ['where partners stand by one that is told whole', (analyst) => analyst.map(analyse(matrix, OPTIONS))],
  ['what became of two sittings', (analyst) => analyst.change(was, is, new Set(['p1', 'p2']))],
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
  const { analyse, tell, map, change } = analystHere
  return {
    asked,
    analyst: {
      ...{ analyse: count('analyse', analyse), tell: count('tell', tell) },
      ...{ map: count('map', map), change: count('change', change) },
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
      vi.spyOn(analystHere, 'map'),
      vi.spyOn(analystHere, 'change'),
    ]
    expect(JSON.stringify(await ask(analystApart))).toBe(here)
    for (const one of onThisThread) expect(one).not.toHaveBeenCalled()
  })
  test('comes all the same when the thread breaks', async () => {
    const broken = () => Promise.reject(new Error('the thread has ended'))
    provideAnalyst({ analyse: broken, tell: broken, map: broken, change: broken })
    expect(await ask(analystApart)).toEqual(await ask(analystHere))
  })
})

test('what can’t be worked out at all is tried once, on the thread', async () => {
  provideAnalyst(analysts)
  const onThisThread = vi.spyOn(analystHere, 'analyse')
  await expect(analystApart.analyse({ ...matrix, scale: -5 }, OPTIONS)).rejects.toThrow('Invalid typed array length')
  expect(onThisThread).not.toHaveBeenCalled()
})

test('what waits for threads when the process ends isn’t worked out here', async () => {
  const onThisThread = vi.spyOn(analystHere, 'analyse')
  const ending = () => Promise.reject(new Error('the pool is closed'))
  provideAnalyst({ analyse: ending, tell: ending, map: ending, change: ending })
  const waiting = analystApart.analyse(matrix, OPTIONS)
  provideAnalyst(undefined)
  await expect(waiting).rejects.toThrow('the pool is closed')
  expect(onThisThread).not.toHaveBeenCalled()
})

test('a thread isn’t asked where the data is small', async () => {
  const { asked, analyst } = counted()
  provideAnalyst(analyst)
  const few = aWorkshop(2, 6, 3)
  const report = await analystApart.analyse(few, OPTIONS)
  await analystApart.tell(report)
  await analystApart.map(report)
  await analystApart.change({ matrix: few, report }, { matrix: few, report })
  expect(asked).toEqual([])
  await analystApart.analyse(matrix, OPTIONS)
  expect(asked).toEqual(['analyse'])
})

test('this thread is free while another works', async () => {
  provideAnalyst(analysts)
  let turns = 0
  const making = analystApart.analyse(aWorkshop(4, 60, 30), OPTIONS).then(() => 'done')
  const turn = () => new Promise<string>((resolve) => setImmediate(() => resolve('turn')))
  while ((await Promise.race([making, turn()])) === 'turn') turns += 1
  expect(turns).toBeGreaterThan(10)
})

describe('the same data', () => {
  test('is analysed, told and compared once, however many ask at the same moment and afterwards', async () => {
    const { asked, analyst } = counted()
    provideAnalyst(analyst)
    const all = async () => {
      const report = await analyseOnce(aWorkshop(5, 40), OPTIONS)
      const before = { matrix: aWorkshop(9, 40), report: await analyseOnce(aWorkshop(9, 40), OPTIONS) }
      return [
        report,
        await tellOnce(report),
        await tellWhole(report),
        await changeOnce(before, { matrix: aWorkshop(5, 40), report }),
      ]
    }
    const [one, other] = await Promise.all([all(), all()])
    const later = await all()
    expect(asked.sort()).toEqual(['analyse', 'analyse', 'change', 'map', 'tell'])
    for (const [i, found] of one.entries()) expect([other[i] === found, later[i] === found]).toEqual([true, true])
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
    const report = analyse(matrix, OPTIONS)
    vi.spyOn(analystHere, 'tell').mockRejectedValueOnce(new Error('no memory'))
    await expect(tellOnce(report)).rejects.toThrow('no memory')
    expect(await tellOnce(report)).toEqual(await analystHere.tell(report))
  })
})
