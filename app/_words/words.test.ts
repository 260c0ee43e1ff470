import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import messages from '#messages/en-GB.json' with { type: 'json' }
import { REFUSALS } from '#server/refusal.ts'
import { NAMED_KINDS, OWN_KINDS } from '#server/vocabulary/kind.ts'
import { STEPS } from '#server/vocabulary/step.ts'
import { SAY_WORDS, SCRIPTS, wordsIn } from '#server/vocabulary/template.ts'
import { refusalWords } from './refusal-words.ts'
import { sayLongDayOf } from './say-day.ts'

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
  )
const all = flat(messages as Tree)
const at = (key: string) => all.find(([name]) => name === key)?.[1]

describe('the words', () => {
  test.each(all)('%s can be read', (_key, words) => {
    expect(() => new IntlMessageFormat(words, 'en-GB')).not.toThrow()
    expect(words.trim()).not.toBe('')
  })
  test('every refusal has its words', () =>
    expect(Object.keys(REFUSALS).filter((code) => !at(`refusal.${code}`))).toEqual([]))
  test('every field that a refusal names has its words', () => {
    const named = readdirSync('server', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(`server/${file}`, 'utf8').matchAll(/\bfield[A-Z]\w*\('(\w+)'|\bfield: '(\w+)'/g),
      ])
      .map(([, first, second]) => first ?? second)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((field) => !at(`refusal.fields.${field}`))).toEqual([])
  })
  test('every kind has a name, and a rule of at most 60 words', () => {
    for (const kind of [...OWN_KINDS, ...NAMED_KINDS]) {
      expect(at(`kinds.${kind}`)).toBeDefined()
      expect((at(`rules.${kind}`) ?? '').split(/\s+/).length).toBeLessThanOrEqual(60)
      expect(at(`rules.${kind}`)).toBeDefined()
    }
  })
  test('every step has a name, and every script what to do, watch and say, in at most 40 words', () => {
    for (const step of STEPS) expect(at(`step.${step}`), step).toBeDefined()
    for (const script of Object.keys(SCRIPTS)) {
      expect(at(`steps.do.${script}`), script).toBeDefined()
      for (const word of ['say', 'watch', 'stuck']) expect(at(`runSheet.words.${script}.${word}`), script).toBeDefined()
      expect(wordsIn(at(`runSheet.words.${script}.say`) ?? ''), script).toBeLessThanOrEqual(SAY_WORDS)
    }
  })
  test('none of the words that people stumble over is used', () => {
    const avoided =
      /\b(please|successfully|submit|users?|sessions?|yjs|metagovernance|stakeholders?|votes?|consensus|sentiment)\b/i
    expect(all.filter(([, words]) => avoided.test(words.replace(/\{[^{}]*\}/g, ''))).map(([key]) => key)).toEqual([])
  })
  test('a child of eleven can read it: few long words, short sentences', () => {
    const texts = all.map(([, words]) => words.replace(/\{[^{}]*\{[^{}]*\}[^{}]*\}|\{[^{}]*\}/g, 'x')).join('. ')
    const words = texts.split(/\s+/).filter((word) => /[a-z]/i.test(word))
    const sentences = texts.split(/[.!?:]+/).filter((sentence) => sentence.trim() !== '')
    const syllables = words.reduce(
      (sum, word) =>
        sum +
        Math.max(
          1,
          (
            word
              .toLowerCase()
              .replace(/e\b/, '')
              .match(/[aeiouy]+/g) ?? []
          ).length,
        ),
      0,
    )
    const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
    expect(grade).toBeLessThanOrEqual(7)
  })
})

test('a workshop that closed half an hour past midnight closed on that day where its network is, wherever the server stands', () => {
  expect(sayLongDayOf('2026-06-30T23:30:00Z', 'Europe/London')).toBe('Wednesday, 1 July 2026')
  expect(sayLongDayOf('2026-06-30T23:30:00Z', 'America/New_York')).toBe('Tuesday, 30 June 2026')
  expect(refusalWords('session.ended', { date: '2026-06-30T23:30:00Z' })).toContain('1 July')
})

test('when a workshop opens is told by the clock of its network', () => {
  const says = (zone: string) => refusalWords('session.not_begun', { date: '2026-06-30T23:30:00Z', zone })
  expect(says('Europe/London')).toMatch(/^This workshop opens on Wednesday,? 1 July 2026 at 00:30\./)
  expect(says('America/New_York')).toMatch(/^This workshop opens on Tuesday,? 30 June 2026 at 19:30\./)
})
