import { describe, expect, test } from 'vitest'
import type { Kind } from '#server/vocabulary/kind.ts'
import { analyse } from './analyse.ts'
import { type LongAnswer, type MatrixAnswer, makeMatrix } from './matrix.ts'
import { talkList } from './talk-list.ts'
import { toldToRoom } from './told-to-room.ts'

const PARTNERS = ['A', 'B', 'C', 'D', 'E', 'F'].map((id) => ({ id, label: id }))

/** A workshop with one agreed voice of each partner: `statements` holds what A, B, C … answered. */
function aReport(statements: Record<string, readonly MatrixAnswer[]>) {
  const answers = Object.entries(statements).flatMap(([statement, given]) =>
    given.map((answer, j): LongAnswer => {
      const { id } = PARTNERS[j] as { id: string }
      return { statement, partner: id, person: id, answer }
    }),
  )
  const asked = Object.keys(statements).map((id) => ({ id, text: id }))
  return analyse(makeMatrix({ scale: 5, voice: 'named', partners: PARTNERS, statements: asked, answers }), {
    minimumCell: 3,
  })
}

describe('the talk list', () => {
  test('has what is unclear first, then split, then one against many, and nothing that is shared', () => {
    const list = talkList(
      aReport({
        shared: [5, 5, 4, 5, 4, 5],
        one: [5, 5, 4, 5, 4, 1],
        split: [5, 5, 4, 1, 1, 5],
        unclear: [4, 4, 4, 'unsure', 'unsure', 3],
        lukewarm: [3, 3, 3, 4, 3, 3],
      }),
    )
    expect(list.map(({ statementId }) => statementId)).toEqual(['unclear', 'split', 'one'])
  })
  test('asks those in doubt, the side with fewer, and the one who stands alone', () => {
    const list = talkList(
      aReport({ unclear: [4, 4, 4, 'unsure', 'unsure', 3], split: [5, 5, 4, 1, 1, 5], one: [5, 5, 4, 5, 4, 1] }),
    )
    expect(list.map(({ askFirst }) => askFirst)).toEqual([['D', 'E'], ['D', 'E', 'A', 'B', 'C', 'F'], ['F']])
  })
  test('names nobody whose answers are hidden, and nobody where people differ and not partners', () => {
    const cell = (partnerId: string, side: 'for' | 'against' | null) => ({
      ...{ partnerId, side, stance: null, n: null, unsure: null, counts: null, unanimous: false },
      suppressed: side === null ? ('too-few' as const) : null,
    })
    const on = (kind: Kind) => ({
      id: kind,
      kind,
      between: 0.3,
      cells: [cell('A', 'for'), cell('B', 'against'), cell('C', null)],
    })
    const list = talkList({ statements: [on('conflict'), on('mixed')] as never })
    expect(list.map(({ askFirst }) => askFirst)).toEqual([['A', 'B'], []])
  })
  test('asks the few first who are seen against many, and not why others lean less', () => {
    const cell = (partnerId: string, side: 'for' | 'against') => ({ partnerId, side, stance: side === 'for' ? 1 : -1 })
    const eight = [...'ABCDEFGH'].map((id) => cell(id, id === 'H' ? 'against' : 'for'))
    const list = talkList({
      statements: [
        { id: 'few', kind: 'same-side', between: 0.4, cells: eight },
        { id: 'none', kind: 'same-side', between: 0.2, cells: eight.slice(0, 7) },
      ] as never,
    })
    expect(list.map(({ kind, askFirst }) => [kind, askFirst.length])).toEqual([
      ['one-against-many', 1],
      ['same-side', 7],
    ])
    expect(list[0]?.askFirst).toEqual(['H'])
  })
  test('asks both sides where those that are hidden may stand with either', () => {
    const few: MatrixAnswer[][] = [
      [5, 5, 5],
      [1, 1, 1],
      [2, 2],
      [2, 1],
      [1, 1],
      [2, 1],
      [1, 1],
      [2, 2],
    ]
    const partners = few.map((_, j) => ({ id: `P${j}`, label: `P${j}` }))
    const answers = few.flatMap((own, j) =>
      own.map((answer, i) => ({ statement: 'S', partner: `P${j}`, person: `${j} ${i}`, answer })),
    )
    const asked = { scale: 5, voice: 'own' as const, partners, statements: [{ id: 'S', text: 'S' }] }
    const list = talkList(toldToRoom(analyse(makeMatrix({ ...asked, answers }), { minimumCell: 3 })))
    expect(list).toEqual([{ statementId: 'S', kind: 'one-against-many', askFirst: ['P0', 'P1'] }])
  })
  test('puts what is farther apart first among those of one kind', () => {
    const list = talkList(aReport({ near: [4, 4, 4, 2, 2, 4], far: [5, 5, 5, 1, 1, 5] }))
    expect(list.map(({ statementId }) => statementId)).toEqual(['far', 'near'])
  })
})
