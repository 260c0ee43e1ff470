import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODE_SIGNS, newCode, readCode, showCode, spellCode } from './code.ts'
import { ID_SHAPE, newId } from './ids.ts'
import { initialsFor } from './initials.ts'
import { isStep, STEPS } from './step.ts'
import { minutesOf, SCRIPTS, TEMPLATE_IDS, TEMPLATES } from './template.ts'
import { cutText, readName, readText } from './text.ts'

describe('a code', () => {
  test('is forgiven its case, spaces, hyphens and look-alikes', () => {
    expect(readCode(' k7qx-4mwd ')).toBe('K7QX4MWD')
    expect(readCode('K7OX 4MWD')).toBe('K7QX4MWD')
    expect(readCode('k7qx4mzd')).toBe('K7QX4M2D')
  })
  test.each(['', 'K7QX4MW', 'K7QX4MWDD', 'K7QX4MW!', 'x'.repeat(10_000), '💥💥💥💥💥💥💥💥'])('%j is none', (typed) =>
    expect(readCode(typed)).toBeUndefined(),
  )
  test('is spelled in words that can’t be misheard', () => {
    expect(spellCode('K7QX4MWD')).toBe('Kilo 7 Quebec X-ray, 4 Mike Whiskey Delta')
    const letters = [...CODE_SIGNS].filter((sign) => /[A-Z]/.test(sign))
    for (const sign of letters) expect(spellCode(sign.repeat(8))).toMatch(new RegExp(`^${sign}[a-z-]{2,}`))
  })
  test('is made of the 26 signs, is read back however it is shown, and never comes twice', () => {
    const codes = Array.from({ length: 500 }, newCode)
    for (const code of codes) {
      expect([...code].every((sign) => CODE_SIGNS.includes(sign))).toBe(true)
      expect(readCode(showCode(code).toLowerCase())).toBe(code)
    }
    expect(new Set(codes).size).toBe(500)
  })
})

describe('a text', () => {
  test('comes back as it was typed, or is refused with the reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (typed) => {
        const read = readText(typed, 40)
        if (read.is !== 'fine') return
        expect(read.text).toBe(typed.replace(/\r\n?/g, '\n').trim())
        expect(read.text.length).toBeLessThanOrEqual(40)
      }),
      { seed: 3 },
    )
  })
  test('half a character and NUL are refused', () => {
    expect(readText('a\uD83D', 10).is).toBe('not-storable')
    expect(readText('a\0', 10).is).toBe('not-storable')
  })
})

test.each([
  ['Fish', 4, 'Fish'],
  ['Fish 🐟', 6, 'Fish'],
  ['Fish 🐟', 7, 'Fish 🐟'],
  ['👨‍👩‍👧 home', 7, ''],
])('%j cut to %d is %j, and nothing falls apart', (text, limit, cut) => expect(cutText(text, limit)).toBe(cut))

describe('a name', () => {
  test.each([
    ['   ', 'empty'],
    ['\u200B\u202E', 'empty'],
    ['x'.repeat(61), 'too-long'],
    ['x'.repeat(5_000), 'too-long'],
    ['👩‍👩‍👧‍👦'.repeat(60), 'fine'],
    ['__proto__', 'fine'],
  ])('%j is %s', (typed, is) => expect(readName(typed, 60).is).toBe(is))
  test('what turns the text around is taken out', () =>
    expect(readName('Sam\u202E\u2066 Jones', 60)).toEqual({ is: 'fine', text: 'Sam Jones' }))
})

test('ids have their shape and never meet', () => {
  const ids = Array.from({ length: 1_000 }, () => newId())
  expect(ids.every((id) => ID_SHAPE.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(1_000)
})

test('initials are unlike every one that is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 60 }), (names) => {
      const taken: string[] = []
      for (const name of names) taken.push(initialsFor(name, taken))
      expect(new Set(taken).size).toBe(taken.length)
    }),
    { seed: 4, numRuns: 50 },
  )
})

describe('a template', () => {
  test.each(TEMPLATE_IDS)('%s begins at the door, ends with thanks, and shows nothing before it was asked', (id) => {
    const kinds = TEMPLATES[id].map(({ kind }) => kind)
    expect([kinds[0], kinds.at(-1)]).toEqual(['join', 'finish'])
    expect(kinds.filter((kind) => kind === 'join' || kind === 'finish')).toHaveLength(2)
    const first = (kind: (typeof kinds)[number]) => kinds.indexOf(kind)
    if (first('show-views') >= 0) expect(first('show-views')).toBeGreaterThan(first('views'))
    if (first('show-answers') >= 0) expect(first('show-answers')).toBeGreaterThan(first('rate'))
  })
  test('the yearly review walks the whole pattern in 90 minutes', () => {
    expect(minutesOf(TEMPLATES['yearly-review'])).toBe(90)
    expect(TEMPLATES['yearly-review'].map(({ script }) => script)).toEqual([
      ...['join', 'story', 'views', 'show-views', 'rate', 'show-answers', 'talk', 'proposition', 'rate-again'],
      ...['show-change', 'triangle', 'activities', 'minute', 'finish'],
    ])
  })
  test('the others take an hour, or three quarters of one with a new partner', () =>
    expect(TEMPLATE_IDS.map((id) => minutesOf(TEMPLATES[id]))).toEqual([60, 60, 90, 45, 60]))
  test('every kind of step has a script of its own name, and every script is for a kind', () => {
    expect(STEPS.filter((step) => SCRIPTS[step] !== step)).toEqual([])
    expect(Object.values(SCRIPTS).every(isStep)).toBe(true)
  })
})
