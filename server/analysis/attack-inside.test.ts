import { describe, expect, test } from 'vitest'
import type { Disagreement } from '#server/disagreement/disagreement.ts'
import { aMatrix } from './a-matrix.ts'
import { analyse } from './analyse.ts'
import type { Matrix } from './matrix.ts'
import { opinionMap } from './opinion-map.ts'
import { perceptionTold } from './perception.ts'
import { roomChange } from './room-change.ts'
import { type TalkItem, talkList } from './talk-list.ts'
import { tally } from './tally.ts'
import { toldToRoom } from './told-to-room.ts'
import { twoQuestions } from './two-questions.ts'

/**
 * As attack.test.ts, for splits inside partners that are shown: whoever attacks holds the whole report that a room is told, which the
 * page, its files and the record are made of, and tries all answers that could stand behind it. A split is known once all that
 * fit are split. Where partners of one mind stand beside it these are known too; of partners whose people differ no answer is.
 * Whoever knows some of these knows more (DECISIONS.md): four partners' figures are kept from everybody who holds none
 * of their answers, not from their own people.
 */
const MINIMUM = 3
type Own = readonly (number | 'U')[]
type Answers = Readonly<Record<string, readonly Own[]>>

const CODES = [1, 2, 3, 4, 5, 'U'] as const
/** Everything that three people can have said, whoever of them said what. */
const THREE: Own[] = CODES.flatMap((a, i) =>
  CODES.slice(i).flatMap((b, j) => CODES.slice(i + j).map((c): Own => [a, b, c])),
)
const isSplit = (own: Own) => own.some((one) => one !== 'U' && one < 3) && own.some((one) => one !== 'U' && one > 3)
const isOfOneMind = (own: Own) => new Set(own).size === 1

/** The answers of three with this one in the middle, which a room is told alike. */
const inTheMiddle = (middle: number) =>
  THREE.filter((own) => !own.includes('U') && own[1] === middle && !isOfOneMind(own))

const matrixOf = (answers: Answers): Matrix =>
  aMatrix(
    Object.fromEntries(
      Array.from({ length: Object.values(answers)[0]?.length ?? 0 }, (_, s) => [
        `S${s}`,
        Object.fromEntries(Object.entries(answers).map(([partner, own]) => [partner, [...(own[s] as Own)]])),
      ]),
    ),
  )
const sittingOf = (matrix: Matrix) => ({ matrix, report: analyse(matrix, { minimumCell: MINIMUM }) })

/** Every table that is published of a workshop's answers; a new one has to be named here, and is attacked with the rest. */
type Published = Required<Omit<Disagreement, 'rules' | 'round' | 'reasons'>> & { talk: readonly TalkItem[] }

/**
 * All that a room is told, by partner what its people said to each statement. The page with its charts and their CSV, the JSON
 * ("Save as JSON"), the record, `disagreement.shown` and `talk.list` are made of this. Asked twice, so that the four fields are
 * there; shown twice, so that changes are; and everybody expects a yes. Reasons are people's own words, and name no organisation.
 */
function told(answers: Answers): string {
  const matrix = matrixOf(answers)
  const now = sittingOf(matrix)
  const report = toldToRoom(now.report)
  const before = matrixOf(
    Object.fromEntries(Object.entries(answers).map(([id, own]) => [id, own.map((): Own => [4, 4, 4])])),
  )
  const expected = tally(
    aMatrix({ S: Object.fromEntries(Object.keys(answers).map((id) => [id, [2, 2, 2]])) }, { scale: 2 }),
    0,
  )
  const published: Published = {
    report,
    is: { report, two: report.statements.map((one) => twoQuestions(one, one)) },
    perceptions: report.statements.map(({ id }, s) => ({
      statementId: id,
      perception: perceptionTold(tally(matrix, s), expected, matrix.partners, MINIMUM),
    })),
    change: roomChange(sittingOf(before), now),
    map: opinionMap(report),
    talk: talkList(report),
  }
  return JSON.stringify(published)
}
const the = (own: Own, times: number): Own[] => Array.from({ length: times }, () => own)
/** What is told alike, together. */
function groups<T>(all: readonly T[], say: (one: T) => string): T[][] {
  const alike = new Map<string, T[]>()
  for (const one of all) {
    const text = say(one)
    alike.set(text, [...(alike.get(text) ?? []), one])
  }
  return [...alike.values()]
}
/** What is said to be so by everything that fits what is told of it. */
const known = <T>(all: readonly T[], say: (one: T) => string, isSo: (one: T) => boolean): T[] =>
  groups(all, say)
    .filter((own) => own.every(isSo))
    .flat()

describe('who holds the whole report that a room is told', () => {
  test.each<{ statements: number; others: Answers }>([
    { statements: 5, others: {} },
    { statements: 6, others: { C: the([5, 5, 4], 6) } },
  ])('can’t say that the one partner is split which differs on one of $statements', ({ statements, others }) => {
    const say = (own: Own) =>
      told({ A: the([5, 5, 5], statements), B: [...the([4, 4, 4], statements - 1), own], ...others })
    expect(known(THREE, say, isSplit)).toEqual([])
  })

  test('nor which of two, that differ on a statement each', () => {
    const pairs = inTheMiddle(4).flatMap((a) => inTheMiddle(3).map((b) => [a, b] as const))
    const found = new Map(
      pairs.map((pair) => {
        const [a, b] = pair
        return [pair, told({ A: [a, ...the([5, 5, 5], 5)], B: [[2, 2, 2], b, ...the([4, 4, 4], 4)] })]
      }),
    )
    const say = (pair: readonly [Own, Own]) => found.get(pair) as string
    expect(known(pairs, say, ([a]) => isSplit(a))).toEqual([])
    expect(known(pairs, say, ([, b]) => isSplit(b))).toEqual([])
  })

  test('nor of four that differ on one of five statements: all sixteen ways to have answered are told alike', () => {
    const ways: Own[][] = [0, 1, 2, 3].reduce<Own[][]>(
      (all) =>
        all.flatMap((rest) => [
          [...rest, [1, 4, 5]],
          [...rest, [3, 4, 5]],
        ]),
      [[]],
    )
    const say = (split: readonly Own[]) =>
      told(
        Object.fromEntries(
          split.map((own, j) => [
            `P${j}`,
            [0, 1, 2, 3, 4].map((s): Own => (s === j ? own : j < 2 ? [2, 2, 2] : [5, 5, 5])),
          ]),
        ),
      )
    expect(new Set(ways.map(say)).size).toBe(1)
  })

  test('nor that the one partner is split which differs, by what became of it since answers were shown before', () => {
    const all = THREE.filter((own) => !own.includes('U'))
    const looks = new Map(
      all.map((own) => {
        const sitting = sittingOf(matrixOf({ A: [[5, 5, 5]], B: [own] }))
        return [own, { sitting, told: JSON.stringify(toldToRoom(sitting.report)) }]
      }),
    )
    const look = (own: Own) => looks.get(own) as { sitting: ReturnType<typeof sittingOf>; told: string }
    const found = new Map(
      all.flatMap((before) =>
        all.map((after) => {
          const [was, is] = [look(before), look(after)]
          return [
            [before, after] as const,
            `${was.told}${is.told}${JSON.stringify(roomChange(was.sitting, is.sitting))}`,
          ]
        }),
      ),
    )
    const pairs = [...found.keys()]
    const say = (pair: readonly [Own, Own]) => found.get(pair) as string
    expect(known(pairs, say, ([before]) => isSplit(before))).toEqual([])
    expect(known(pairs, say, ([, after]) => isSplit(after))).toEqual([])
  })

  test('nor of four that all differ: over all statements no more is told than of each', () => {
    const room = (a: Own, b: Own) => JSON.parse(told({ A: [a], B: [b], C: [[1, 2, 2]], D: [[2, 3, 5]] })).report
    const rooms = inTheMiddle(4).flatMap((a) => inTheMiddle(3).map((b) => room(a, b)))
    const alike = groups(rooms, ({ statements }) => JSON.stringify(statements))
    expect(alike.length).toBeLessThan(rooms.length / 2)
    for (const own of alike) expect(new Set(own.map((one) => JSON.stringify(one))).size).toBe(1)
  })
})
