import { expect, test } from 'vitest'
import { figure, percent, shift } from './report-words.ts'

test('what is rounded to nothing has no sign', () => {
  expect([figure(-0.001), figure(-0), shift(-0.004), shift(0.004), percent(-0.001)]).toEqual([
    ...['0.00', '0.00', '0.00', '0.00'],
    '0 %',
  ])
})

test('and what isn’t keeps it', () =>
  expect([figure(-0.25), shift(-0.25), shift(0.25), figure(null)]).toEqual(['-0.25', '-0.25', '+0.25', '–']))
