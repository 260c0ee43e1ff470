// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { type Draft, type DraftOf, keepDraft, readDraft } from './draft.ts'

beforeEach(() => localStorage.clear())

const of = (seatId: string, earlier: string[] = [], at: DraftOf['at'] = 'views'): DraftOf => ({
  ...{ at, sessionId: 'here', seatId, earlier },
})
const draft = (text: string): Draft => ({ text, place: 'capacity', facet: null })

test('a half-typed view follows its seat when that is made one with another, and is kept once', () => {
  keepDraft(of('old'), draft('Rooms for small'))
  expect(readDraft(of('new'))).toBeUndefined()
  expect(readDraft(of('new', ['older', 'old']))).toEqual(draft('Rooms for small'))
  expect([readDraft(of('new'))?.text, readDraft(of('old'))]).toEqual(['Rooms for small', undefined])
})

test('what is typed at the seat itself is not written over by what an earlier one left', () => {
  keepDraft(of('old'), draft('Before'))
  keepDraft(of('new'), draft('Now'))
  expect(readDraft(of('new', ['old']))).toEqual(draft('Now'))
})

test('where it is to go is kept with the words; the two forms for views keep one each', () => {
  const asked: Draft = { text: 'Whom for?', place: 'middle', facet: 'horizon' }
  keepDraft(of('me'), asked)
  keepDraft(of('me', [], 'show-views'), draft('One more'))
  expect(readDraft(of('me'))).toEqual(asked)
  expect(readDraft(of('me', [], 'show-views'))).toEqual(draft('One more'))
  keepDraft(of('me'), { ...asked, text: ' ' })
  expect(readDraft(of('me'))).toBeUndefined()
})

test.each(['Words alone', '12', '{"text":"odd","place":"nowhere"}'])('what an older page kept is words: %s', (kept) => {
  localStorage.setItem('tricorner.here.me.draft', kept)
  expect(readDraft(of('me'))).toEqual({ text: kept, place: 'middle', facet: null })
})
