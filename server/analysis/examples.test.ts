import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))

/** The examples in a file's docstrings that fit on one line: what is called, and what it answers. */
const examplesOf = (text: string) =>
  [...text.matchAll(/^ \* @example (.+?) \/\/ (.+)$/gm)].map(([, call, answer]) => [call, answer] as [string, string])

const rounded = (thing: unknown): unknown =>
  typeof thing === 'number'
    ? Number(thing.toPrecision(8))
    : Array.isArray(thing)
      ? thing.map(rounded)
      : typeof thing === 'object' && thing !== null
        ? Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, rounded(value)]))
        : thing

describe.each(files)('the examples of %s', (file) => {
  const examples = examplesOf(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
  test('answer what they say', async () => {
    const room = (await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)) as Record<string, unknown>
    for (const [call, answer] of examples) {
      const said = new Function(...Object.keys(room), `return [${call}, ${answer}]`)(...Object.values(room))
      expect(rounded(said[0]), call).toEqual(rounded(said[1]))
    }
  })
})
