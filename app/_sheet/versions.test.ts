import { expect, test } from 'vitest'
import type { EverAsked } from '#server/statement/ever-asked.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import { asPrinted, newestVersion } from './versions.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString()
const asked = (id: string, from: number, until: number | null, line: Partial<EverAsked> = {}): EverAsked => ({
  id: id as StatementId,
  text: `Words of ${id}`,
  language: null,
  madeFrom: null,
  meaning: null,
  from: at(from),
  until: until === null ? null : at(until),
  ...line,
})
const from = (id: string, meaning: EverAsked['meaning'] = null) => ({ madeFrom: id as StatementId, meaning })
const shown = (ever: readonly EverAsked[], version: number) =>
  asPrinted(ever, version).map(({ no, id, text, counts }) => `${no} ${text} → ${counts ? id : 'nothing'}`)

test('a list that only grew is one version, and a sheet that lacks what was added later is of it', () => {
  const ever = [asked('a', 0, null), asked('b', 0, null), asked('c', 5, null)]
  expect(newestVersion(ever)).toBe(1)
  expect(shown(ever, 1)).toEqual(['1 Words of a → a', '2 Words of b → b', '3 Words of c → c'])
})

test('an answer to words that were changed counts for nothing, and those around it for what they were given to', () => {
  const ever = [asked('a', 0, null), asked('b', 0, 5), asked('b2', 5, null, from('b')), asked('c', 0, null)]
  expect(newestVersion(ever)).toBe(2)
  expect(shown(ever, 1)).toEqual(['1 Words of a → a', '2 Words of b → nothing', '3 Words of c → c'])
  expect(shown(ever, 2)).toEqual(['1 Words of a → a', '2 Words of b2 → b2', '3 Words of c → c'])
})

test('where one was taken off the list, what comes behind it keeps the number it has on the sheet', () => {
  const ever = [asked('a', 0, null), asked('b', 0, 5), asked('c', 0, null)]
  expect(shown(ever, 1)).toEqual(['1 Words of a → a', '2 Words of b → nothing', '3 Words of c → c'])
  expect(shown(ever, 2)).toEqual(['1 Words of a → a', '2 Words of c → c'])
})

test('an answer to words that say the same counts for those that are asked now, however often they changed', () => {
  const ever = [asked('a', 0, 5), asked('a2', 5, 9, from('a', 'same')), asked('a3', 9, null, from('a2', 'same'))]
  expect([1, 2, 3].map((version) => asPrinted(ever, version).map(({ id }) => id))).toEqual([['a3'], ['a3'], ['a3']])
  expect(asPrinted(ever, 1)[0]?.text).toBe('Words of a')
  const changed = [asked('a', 0, 5), asked('a2', 5, null, from('a', 'changed'))]
  expect(shown(changed, 1)).toEqual(['1 Words of a → nothing'])
})

test('nothing asked is one version of nothing', () => {
  expect([newestVersion([]), asPrinted([], 1)]).toEqual([1, []])
})
