import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsIn, faultsInAll } from '#server/launch/catalogues.mjs'
import { TAGS } from '#server/vocabulary/language.ts'

test('every catalogue says the same things as the English one', () => expect(faultsInAll()).toEqual([]))

test('every language that is offered has a catalogue', () => {
  for (const tag of TAGS) expect(() => readFileSync(`messages/${tag}.json`)).not.toThrow()
})

describe('what stops a build', () => {
  const english = { room: { kept: 'Kept', people: '{count, plural, one {# person} other {# people}}' } }
  const people = '{count, plural, one {# Person} other {# Personen}}'
  const faults = (language: string, room: Record<string, string>) => faultsIn(language, { room }, english)

  test('nothing, when all is there', () => expect(faults('de', { kept: 'Gespeichert', people })).toEqual([]))
  test('a key that is missing, by its name', () =>
    expect(faults('de', { people })).toEqual(['de: room.kept is missing']))
  test('a key that the English has not', () =>
    expect(faults('de', { kept: 'x', people, odd: 'x' })).toEqual(['de: room.odd is not in en-GB']))
  test('a sentence without words, or one that can’t be read', () => {
    expect(faults('de', { kept: ' ', people })).toEqual(['de: room.kept has no words'])
    expect(faults('de', { kept: '{', people })[0]).toMatch(/^de: room\.kept can’t be read/)
  })
  test('an argument that is lost, or invented', () => {
    expect(faults('de', { kept: 'x', people: 'Personen' })).toEqual(['de: room.people lacks {count}'])
    expect(faults('de', { kept: '{odd}', people })).toEqual(['de: room.kept has a {odd} that is not known'])
  })
  test('a number that is no longer put into words', () =>
    expect(faults('de', { kept: 'x', people: '{count} Personen' })).toEqual([
      'de: room.people uses {count} not as a plural cardinal',
    ]))
  test('a plural form that some count needs: Welsh and Arabic have six', () => {
    for (const language of ['cy', 'ar'])
      expect(faults(language, { kept: 'x', people })).toEqual(
        ['zero', 'two', 'few', 'many'].map((form) => `${language}: room.people lacks the form "${form}" of {count}`),
      )
  })
  test('not a number that needs words only in this language', () => {
    const few = { room: { few: '{n, number} weakened' } }
    expect(faultsIn('es', { room: { few: '{n, plural, one {# debilitado} other {# debilitados}}' } }, few)).toEqual([])
    expect(faultsIn('cy', { room: { few: '{n, plural, one {# un} other {# arall}}' } }, few)).toHaveLength(4)
  })
  test('not the form that only millions need', () => expect(faults('fr', { kept: 'x', people })).toEqual([]))
})
