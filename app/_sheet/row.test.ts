import { expect, test } from 'vitest'
import type { StatementId } from '#server/vocabulary/ids.ts'
import { ANSWERS } from '#server/vocabulary/rating-scale.ts'
import {
  answerOf,
  blanksOf,
  cellsOf,
  emptyRow,
  fits,
  isWhole,
  lackOf,
  nextNo,
  partnerOf,
  signOf,
  typedOver,
  withAnswer,
} from './row.ts'

const [one, two] = ['one', 'two'] as unknown as [StatementId, StatementId]
const partners = [
  { id: 'a', initials: 'CC' },
  { id: 'b', initials: 'C1' },
  { id: 'c', initials: 'C12' },
]

test('every answer has a key, and its sign on paper is that key', () => {
  expect(ANSWERS.map((answer) => answerOf(signOf(answer)))).toEqual([...ANSWERS])
  expect([answerOf('-'), answerOf('6'), answerOf('a'), answerOf('')]).toEqual([
    'remit',
    undefined,
    undefined,
    undefined,
  ])
  expect(signOf(undefined)).toBe('')
})

test('where two questions are asked each statement has two cells, and only a stance can be outside one’s remit', () => {
  const statements = [
    { id: one, no: 3, text: 'One', counts: true },
    { id: two, no: 5, text: 'Two', counts: true },
  ]
  const cells = cellsOf(statements, ['is', 'should', 'most'])
  expect(cells.map(({ key, no, question }) => [key, no, question])).toEqual([
    ['one is', 1, 'is'],
    ['one', 2, 'should'],
    ['two is', 3, 'is'],
    ['two', 4, 'should'],
  ])
  expect(cells.map((cell) => fits('remit', cell))).toEqual([false, true, false, true])
  expect(cellsOf(statements, ['should']).map(({ key }) => key)).toEqual(['one', 'two'])
})

test.each([
  ['into an empty cell', '', '4', '4'],
  ['behind what was there', '5', '52', '2'],
  ['before what was there', '5', '25', '2'],
  ['the same again', '5', '55', '5'],
  ['over what was selected', '5', '2', '2'],
  ['away', '5', '', ''],
])('a key typed %s is the one that counts', (_where, shown, value, key) => {
  expect(typedOver(shown, value)).toBe(key)
})

test('an answer can be changed and left blank again', () => {
  const given = withAnswer(withAnswer({}, one, 2), two, 'remit')
  expect(withAnswer(given, one, -2)).toEqual({ one: -2, two: 'remit' })
  expect(withAnswer(given, one, undefined)).toEqual({ two: 'remit' })
  expect(given).toEqual({ one: 2, two: 'remit' })
})

test('two letters in any case name an organisation, and are waited for where more may follow', () => {
  expect(partnerOf(' cc', partners)?.id).toBe('a')
  expect(partnerOf('XX', partners)).toBeUndefined()
  expect([isWhole('c', partners), isWhole('cc', partners), isWhole('C1', partners), isWhole('c12', partners)]).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test.each([
  ['a version there is none of', { no: '1', version: '3', letters: 'CC', answers: { one: 1 } }, 'needsVersion'],
  ['no version typed', { no: '1', version: '', letters: 'CC', answers: { one: 1 } }, undefined],
  ['an older version', { no: '1', version: '1', letters: 'CC', answers: { one: 1 } }, undefined],
  ['no number', { no: '', letters: 'CC', answers: { one: 1 } }, 'needsNumber'],
  ['number 0', { no: '0', letters: 'CC', answers: { one: 1 } }, 'needsNumber'],
  ['nobody’s letters', { no: '1', letters: 'XX', answers: { one: 1 } }, 'needsPartner'],
  ['no answer', { no: '1', letters: 'CC', answers: {} }, 'needsAnswer'],
  ['one answer', { no: '1', letters: 'CC', answers: { one: 0 } }, undefined],
] as const)('a row with %s lacks %s', (_what, row, lack) => {
  expect(lackOf({ ...emptyRow(), ...row, answers: row.answers as never }, partners, [one, two], 2)).toBe(lack)
})

test('blanks are counted by what is asked now, and the next number is the one after the highest', () => {
  expect(blanksOf({ ...emptyRow(), answers: { one: 0, gone: 2 } as never }, [one, two])).toBe(1)
  expect([nextNo([]), nextNo([3, 1])]).toEqual(['1', '4'])
})
