import { expect, test } from 'vitest'
import { beginningWith, materialsOf } from './materials.ts'

const materials = materialsOf([], [{ id: 'line', text: 'We share our rooms' }])
const said = [
  { id: 'first words', rootId: 'line' },
  { id: 'other words', rootId: 'line' },
  { id: 'elsewhere', rootId: 'withdrawn' },
]

test('the form begins with the line of the statement it was opened from, whatever words that had', () => {
  for (const from of ['first words', 'other words']) expect(beginningWith(materials, said, from)).toBe('statement:line')
})

test('what is not there, or no statement of this workshop, begins with words of its own', () => {
  for (const from of [undefined, 'line', 'elsewhere', 'nothing', ['first words']])
    expect(beginningWith(materials, said, from)).toBe('')
})
