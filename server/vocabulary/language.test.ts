import { describe, expect, test } from 'vitest'
import { chooseLanguage, directionOf, FIRST_LANGUAGE, readLanguage, TAGS } from './language.ts'
import { LANGUAGES } from './language-names.ts'

describe('a language', () => {
  test.each(TAGS)('%s is found by its tag, however it is written', (tag) => {
    expect(readLanguage(tag)).toBe(tag)
    expect(readLanguage(tag.toUpperCase())).toBe(tag)
  })
  test('of another country is the one we speak', () => expect(readLanguage('en-US')).toBe('en-GB'))
  test('that we do not speak is none', () => {
    for (const odd of [undefined, '', '-', 'tlh', '__proto__', '../en-GB', 'x'.repeat(10_000)])
      expect(readLanguage(odd)).toBeUndefined()
  })
  test('is written in the direction its script has', () => {
    for (const tag of TAGS) {
      const script = new Intl.Locale(tag).maximize().script
      expect(directionOf(tag)).toBe(script === 'Arab' ? 'rtl' : 'ltr')
    }
  })
  test('names itself as its speakers do', () => {
    expect(LANGUAGES.map(({ tag }) => tag)).toEqual(TAGS)
    for (const { tag, name } of LANGUAGES) {
      const [language] = tag.split('-') as [string]
      const own = new Intl.DisplayNames(tag, { type: 'language' }).of(language) as string
      expect(name.toLocaleLowerCase(tag)).toBe(own.toLocaleLowerCase(tag))
    }
  })
})

describe('the language of an answer', () => {
  test('is the chosen one, whatever the browser asks for', () =>
    expect(chooseLanguage('en-GB', 'fr;q=1')).toBe('en-GB'))
  test('is the first that the browser asks for and we speak', () => {
    expect(chooseLanguage(undefined, 'tlh, de-AT;q=0.9, fr;q=0.8')).toBe('de')
    expect(chooseLanguage(undefined, 'nl;q=0.3,fr;q=0.7,es;q=0')).toBe('fr')
    expect(chooseLanguage('tlh', 'es-419')).toBe('es')
  })
  test('is English where nothing is said or nothing of it is spoken', () => {
    for (const line of [undefined, '', '*', 'tlh, sjn;q=0.8', ';;;,,,q=', 'a'.repeat(100_000)])
      expect(chooseLanguage(undefined, line)).toBe(FIRST_LANGUAGE)
  })
  test('is not English where a choice is not one of ours and the browser says nothing', () =>
    expect(chooseLanguage('tlh', undefined)).toBe(FIRST_LANGUAGE))
})
