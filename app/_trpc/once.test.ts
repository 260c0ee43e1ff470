import { expect, test } from 'vitest'
import { makeOnce } from './once.ts'

test('the same words keep their id until they are stored, and other words have another', () => {
  const once = makeOnce()
  const first = once.of({ text: 'Young people first', corners: ['value'] })
  expect(once.of({ text: 'Young people first', corners: ['value'] })).toEqual(first)
  const put = once.of({ text: 'Young people come first', corners: ['value'] })
  expect(put).toMatchObject({ text: 'Young people come first' })
  expect(put.id).not.toBe(first.id)
  once.stored()
  expect(once.of({ text: 'Young people come first', corners: ['value'] }).id).not.toBe(put.id)
})
