import { readFileSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { createTranslator } from 'use-intl/core'
import formatTakenApart from 'use-intl/format-message/format-only'
import { describe, expect, test } from 'vitest'
import { TAGS } from './vocabulary/language.ts'
import { takenApart } from './words.ts'

type Tree = { [key: string]: string | Tree }
const sentencesOf = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : sentencesOf(value, `${path}${key}.`),
  )

// Counts that fall into every plural form of our languages.
const COUNTS = [0, 1, 2, 3, 6, 11, 100, 1234.5]

/** Values for what a sentence leaves open, one set for each count and each choice. */
function valuesFor(elements: MessageFormatElement[], count: number, choice: number): Record<string, unknown> {
  return Object.assign(
    {},
    ...elements.map((element): Record<string, unknown> => {
      if (element.type === TYPE.argument) return { [element.value]: `a ${element.value}` }
      if (element.type === TYPE.number) return { [element.value]: count }
      if (element.type === TYPE.date || element.type === TYPE.time)
        return { [element.value]: new Date(Date.UTC(2026, count % 12, 3, 14, 5)) }
      if (element.type === TYPE.tag)
        return {
          ...valuesFor(element.children, count, choice),
          [element.value]: (inside: unknown[]) => `<${element.value}>${inside.join('')}</${element.value}>`,
        }
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return {}
      const keys = Object.keys(element.options)
      const inside = Object.values(element.options).map(({ value }) => valuesFor(value, count, choice))
      const own = element.type === TYPE.plural ? count : keys[choice % keys.length]
      return Object.assign({}, ...inside, { [element.value]: own })
    }),
  )
}

const formatters = {
  getNumberFormat: (...of: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...of),
  getDateTimeFormat: (...of: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...of),
  getPluralRules: (...of: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...of),
}

describe('sentences taken apart', () => {
  test.each(TAGS)('say in %s exactly what the written ones say', (language) => {
    const messages = JSON.parse(readFileSync(`messages/${language}.json`, 'utf8')) as Tree
    const say = createTranslator({ locale: language, messages, timeZone: 'Europe/London' })
    const said = sentencesOf(messages).flatMap(([key, written]) => {
      const open = parse(written)
      const apart = takenApart(written)
      const counts = typeof apart === 'string' ? [1] : COUNTS
      return counts.map((count, choice) => {
        const values = valuesFor(open, count, choice)
        const options = { locale: language, timeZone: 'Europe/London', formatters } as never
        return {
          key,
          written: say.rich(key as never, values as never),
          apart: formatTakenApart(key, apart as never, values as never, options),
        }
      })
    })
    expect(said.length).toBeGreaterThan(1000)
    expect(said.filter(({ written, apart }) => String(written) !== String(apart))).toEqual([])
  })
  test('leave nothing to be read, so that the small formatter finds its way', () =>
    expect(takenApart({ none: 'All’s well', one: '{count, plural, one {# card} other {# cards}} left' })).toEqual({
      none: 'All’s well',
      one: [['count', 2, { one: [0, ' card'], other: [0, ' cards'] }], ' left'],
    }))
})
