import { describe, expect, test } from 'vitest'
import { speaking } from '#server/speaking.ts'
import type { Language } from '#server/vocabulary/language.ts'
import { locale } from './locale.ts'
import { sayDay, sayDayOf, sayList } from './say-day.ts'
import { sayFigure, saySigned } from './say-number.ts'
import { pick, words } from './words.ts'

const inLanguage = <T>(language: Language, say: () => T) =>
  speaking({ headers: { cookie: `language=${language}` } }, say)

describe('what code says', () => {
  test('outside of any request is English', () => expect(locale()).toBe('en-GB'))
  test('speaks of days as the language does', () => {
    expect(inLanguage('en-GB', () => sayDay('2026-03-12'))).toBe('12 March 2026')
    expect(inLanguage('cy', () => sayDay('2026-03-12'))).toBe('12 Mawrth 2026')
    expect(inLanguage('de', () => sayDay('2026-03-12'))).toBe('12. März 2026')
  })
  test('tells the day of a moment by the clock on the wall, not by the one in Greenwich', () => {
    const summersNight = '2026-06-30T23:30:00Z'
    expect(sayDayOf(summersNight, 'Europe/London')).toBe('1 July 2026')
    expect(sayDayOf(summersNight, 'America/New_York')).toBe('30 June 2026')
    expect(words('common')('date', { date: new Date(summersNight) })).toContain('1 July 2026')
  })
  test('joins lists as the language does', () => {
    expect(inLanguage('en-GB', () => sayList(['A', 'B', 'C']))).toBe('A, B and C')
    expect(inLanguage('es', () => sayList(['A', 'B', 'C']))).toBe('A, B y C')
  })
  test('writes figures as the language does, with a minus that is one', () => {
    expect(inLanguage('en-GB', () => [sayFigure(-0.5, 2), sayFigure(2, 1, 0), sayFigure(-0.01, 1)])).toEqual([
      '−0.50',
      '2',
      '0.0',
    ])
    expect(inLanguage('de', () => sayFigure(-1.25, 2))).toBe('−1,25')
    expect(inLanguage('en-GB', () => [saySigned(1, 1), saySigned(-1, 0), saySigned(0.01, 1)])).toEqual([
      '+1.0',
      '−1',
      '0.0',
    ])
  })
  test('keeps a minus before its number where one reads from the right', () =>
    expect(inLanguage('ar', () => sayFigure(-1, 0))).toBe('\u200e−1'))
})

test('two requests that wait for each other keep their languages', async () => {
  let go = () => {}
  const bothHere = new Promise<void>((resolve) => {
    go = resolve
  })
  const said = (['fr', 'nl'] as const).map((language) =>
    inLanguage(language, async () => {
      await bothHere
      return [words('help')('title'), locale(), (pick('help') as { spoken?: string }).spoken]
    }),
  )
  go()
  expect(await Promise.all(said)).toEqual([
    ['Aide', 'fr', 'fr'],
    ['Hulp', 'nl', 'nl'],
  ])
})

test('a page’s client components get the rooms they show, in one language', () => {
  const picked = inLanguage('de', () => pick('help', 'scale'))
  expect(Object.keys(picked).sort()).toEqual(['help', 'scale', 'spoken'])
  expect(picked.help.title).toBe('Hilfe')
})
