import { expect, test } from 'vitest'
import { asCsv } from './as-csv.ts'

test('words with commas, quotes and new lines stay one cell, and nothing is empty for unknown', () =>
  expect(asCsv([['a,b', 'say "yes"', null, 0.5, 'two\nlines']])).toBe(
    '\uFEFF"a,b","say ""yes""",,0.5,"two\nlines"\r\n',
  ))

test.each(['=1+1', '+1', '-1', '@x', '＝1+1', '＋1', '－1', '＠x', ';=1+1', '\0=1+1'])(
  '%s is no formula in a spreadsheet',
  (word) => expect(asCsv([[word]])).toBe(`\uFEFF'${word}\r\n`),
)

test('a formula on a line of its own is none either', () => expect(asCsv([['a\n=1+1']])).toBe('\uFEFF"\'a\n=1+1"\r\n'))

test('a number below nothing stays a number', () => expect(asCsv([[-0.25]])).toBe('\uFEFF-0.25\r\n'))
