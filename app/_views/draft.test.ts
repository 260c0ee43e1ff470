// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { keepDraft, readDraft } from './draft.ts'

beforeEach(() => localStorage.clear())

test('a half-typed view follows its seat when that is made one with another, and is kept once', () => {
  keepDraft('here', 'old', 'Rooms for small')
  expect(readDraft('here', 'new')).toBe('')
  expect(readDraft('here', 'new', ['older', 'old'])).toBe('Rooms for small')
  expect([readDraft('here', 'new'), readDraft('here', 'old')]).toEqual(['Rooms for small', ''])
})

test('what is typed at the seat itself is not written over by what an earlier one left', () => {
  keepDraft('here', 'old', 'Before')
  keepDraft('here', 'new', 'Now')
  expect(readDraft('here', 'new', ['old'])).toBe('Now')
})
