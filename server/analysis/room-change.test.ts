import { describe, expect, test } from 'vitest'
import { aMatrix } from './a-matrix.ts'
import { aNetwork } from './a-network.ts'
import { analyse } from './analyse.ts'
import type { Matrix } from './matrix.ts'
import { type RoomChange, roomChange } from './room-change.ts'
import { besideTold, sittingOf } from './sitting.ts'
import { toldToRoom } from './told-to-room.ts'

const MINIMUM = { minimumCell: 3 }
const sitting = (matrix: Matrix) => ({ matrix, report: analyse(matrix, MINIMUM) })
type Answers = Record<string, (number | string | null)[]>
const changed = (before: Answers, after: Answers): RoomChange =>
  roomChange(sitting(aMatrix({ S: before })), sitting(aMatrix({ S: after })))[0] as RoomChange

const APART = { A: [5, 5, 4, 5], B: [4, 5, 4, 5], C: [1, 2, 1, 1], D: [2, 1, 1, 2] }
const CLOSER = { A: [4, 4, 3, 4], B: [4, 4, 3, 4], C: [3, 3, 2, 3], D: [4, 3, 3, 3] }

describe('what a room is told of a change', () => {
  test('organisations that meet came closer, because the same people changed their minds', () => {
    const change = changed(APART, CLOSER)
    expect(change.course).toBe('converged')
    expect(change.arrows.map(({ partnerId, by }) => [partnerId, by])).toEqual([
      ['A', 'minds'],
      ['B', 'minds'],
      ['C', 'minds'],
      ['D', 'minds'],
    ])
    expect(change.people).toBe(0)
    expect(change.between?.change).toBeLessThan(0)
  })
  test.each<[string, Answers]>([
    ['mixed inside', { A: [1, 5, 1, 5], B: [5, 1, 5, 1], C: [1, 5, 5, 1], D: [5, 5, 1, 1] }],
    ['of few whose people differ', { A: [1, 5, 1, 5], B: [5, 1, 5, 1], C: [1, 1, 1, 1], D: [5, 5, 5, 5] }],
  ])('a round %s tells no figures, and the change to one that does gives none of them', (_, before) => {
    const [was, is] = [before, APART].map((answers) => aMatrix({ S: answers })) as [Matrix, Matrix]
    const told = (matrix: Matrix) => toldToRoom(analyse(matrix, MINIMUM)).statements
    expect([was, is].map((matrix) => told(matrix)[0]?.within === null)).toEqual([true, false])
    const beside = (matrix: Matrix) => besideTold(sittingOf(matrix, MINIMUM), told(matrix))
    for (const [one, other] of [
      [was, is],
      [is, was],
    ] as const) {
      const [change] = roomChange(beside(one), beside(other))
      expect(change).toMatchObject({ between: null, within: null, minds: null, people: null, pairs: 16 })
      expect(change?.course).not.toBeNull()
    }
    expect(roomChange(beside(is), beside(is))[0]?.within).not.toBeNull()
  })
  test('other people in their places are no changed minds', () => {
    const others = Object.fromEntries(Object.entries(CLOSER).map(([id, own]) => [id, [null, null, null, null, ...own]]))
    const change = changed(APART, others)
    expect(change.arrows.map(({ by }) => by)).toEqual([null, null, null, null])
    expect(change.minds).toBeNull()
    expect(change.pairs).toBeNull()
  })
  test('less dispute because more find it unclear is papered over', () => {
    const unclear = {
      A: ['U', 'U', 'U', 3, 3],
      B: ['U', 'U', 'U', 3, 4],
      C: ['U', 'U', 'U', 3, 3],
      D: ['U', 'U', 'U', 3, 2],
    }
    const five = Object.fromEntries(Object.entries(APART).map(([id, own]) => [id, [...own, own[0] as number]]))
    expect(changed(five, unclear).course).toBe('papered-over')
  })
  test('of one or two organisations whose people differ, only where they are told to stand', () => {
    const change = changed({ A: [5, 5, 4], B: [1, 1, 1], C: [2, 2, 2] }, { A: [2, 3, 3], B: [1, 1, 1], C: [2, 2, 2] })
    expect(change).toMatchObject({ course: null, between: null, within: null, unsure: null, pairs: null, minds: null })
    expect(change.arrows).toEqual([
      { partnerId: 'A', before: 1, after: 0, by: 'minds' },
      { partnerId: 'B', before: -0.75, after: -0.75, by: null },
      { partnerId: 'C', before: -0.75, after: -0.75, by: null },
    ])
  })
  test('in twentieths where few organisations differ inside, as the figures before and after are; of ten on in hundredths', () => {
    const mixed = ({ A = [], C = [], ...others }: Answers): Answers => ({
      ...others,
      A: [...A, 2, 3],
      C: [...C, 5, 'U'],
    })
    const apart = [mixed(APART), mixed(CLOSER)] as const
    const times = (answers: Answers, of: string) =>
      Object.fromEntries(Object.entries(answers).flatMap(([id, own]) => [...of].map((one) => [`${id}${one}`, own])))
    const figuresOf = ({ between, within, unsure, up, down, minds, people }: RoomChange) => [
      ...[between, within, unsure].flatMap((shift) => (shift ? [shift.change, ...shift.interval] : [])),
      ...[up, down].flatMap((share) => share ?? []),
      // These are in points, of which there are two from the middle of the scale to an end.
      ...[minds, people].flatMap((points) => (points === null ? [] : [points / 2])),
    ]
    const offTwentieths = (change: RoomChange) =>
      figuresOf(change).filter((figure) => Math.abs(figure * 20 - Math.round(figure * 20)) > 1e-9)
    const few = changed(...apart)
    expect(figuresOf(few)).toHaveLength(13)
    expect(offTwentieths(few)).toEqual([])
    const many = changed(times(apart[0], 'abc'), times(apart[1], 'abc'))
    expect(offTwentieths(many)).not.toEqual([])
    const grown = changed(
      { ...times(apart[0], 'abc'), Ab: [5, 5, 5], Ac: [5, 5, 5], Bb: [5, 5, 5] },
      times(apart[1], 'abc'),
    )
    expect(offTwentieths(grown)).toEqual([])
  })
  test('nothing of a partner that was hidden either time', () => {
    const change = changed({ ...APART, E: [1, 1, 2], F: [5, 5] }, { ...CLOSER, E: [5, 5, 4], F: [1, 1, 1] })
    expect(change.arrows.map(({ partnerId }) => partnerId)).not.toContain('F')
    const without = changed({ ...APART, F: [1, 1] }, { ...CLOSER, F: [5, 5, 5] })
    const other = changed({ ...APART, F: [5, 2] }, { ...CLOSER, F: [5, 5, 5] })
    expect(without).toEqual(other)
  })
  test('no number that is none, in a network drawn by chance', () => {
    const [before, after] = ([1, 2] as const).map((round) => aNetwork({ partners: 8, statements: 6, seed: 3, round }))
    const text = JSON.stringify(roomChange(sitting(before as Matrix), sitting(after as Matrix)))
    expect(text).not.toMatch(/NaN|Infinity/)
    expect(JSON.parse(text)).toHaveLength(6)
  })
})
