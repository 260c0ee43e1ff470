import { expect, test } from 'vitest'
import { asCsv } from './as-csv.ts'

test('words with commas, quotes and new lines stay one cell, and nothing is empty for unknown', () =>
  expect(asCsv([['a,b', 'say "yes"', null, 0.5, 'two\nlines']])).toBe(
    '\uFEFF"a,b","say ""yes""",,0.5,"two\nlines"\r\n',
  ))

test.each(['=1+1', '+1', '-1', '@x'])('%s is no formula in a spreadsheet', (word) =>
  expect(asCsv([[word]])).toBe(`\uFEFF'${word}\r\n`),
)

test('a number below nothing stays a number', () => expect(asCsv([[-0.25]])).toBe('\uFEFF-0.25\r\n'))
