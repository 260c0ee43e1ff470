import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runAnalyse } from './run-analyse.ts'

const folder = mkdtempSync(join(tmpdir(), 'documented-'))
afterAll(() => rmSync(folder, { recursive: true }))

const document = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').split('### What the JSON holds')[1] ?? ''
const [top = '', ...tables] = document.split('| in `')
/** What the document says of a part, by the part's name. */
const sections = new Map(
  tables.map((table) => [table.split('`')[0]?.replace('[]', '') ?? '', table.split('\n\n')[0] ?? '']),
)

/** The fields of an object, and of all in it, that its section of the document doesn't name. */
function unnamed(value: unknown, section: string, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => unnamed(one, section, at))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, own]) => {
    const missing = new RegExp(`\`${name}(\\[\\])?\``).test(section) ? [] : [`${at}.${name}`]
    if (at === '' && name === 'is') return [...missing, ...unnamed(own, section, '')]
    const ownSection = at === '' || name === 'cells' ? sections.get(name) : undefined
    return [...missing, ...unnamed(own, ownSection ?? section, `${at}.${name}`)]
  })
}

/** A file of two questions and two sessions, in which a statement is mixed inside partners; or with one voice a partner. */
function aFullFile(people = 16): string {
  const given = (i: number, person: number, session: string) =>
    i === 0 ? (person % 2 ? 5 : 1) : 1 + ((i * 3 + person + session.length) % 5)
  const rows = ['spring', 'autumn'].flatMap((session) =>
    ['is', 'should'].flatMap((question) =>
      [...Array(10).keys()].flatMap((i) =>
        [...Array(people).keys()].map((person) =>
          [`s${i}`, `P${person % 4}`, person, given(i, person >> 2, session), question, session].join(),
        ),
      ),
    ),
  )
  const file = join(folder, `${people}.csv`)
  writeFileSync(file, ['statement,partner,person,answer,question,session', ...rows].join('\n'))
  return file
}

test('every field of a full report stands in the document, where its part is described', async () => {
  const [file, voices] = [aFullFile(), aFullFile(4)]
  const polis = join(import.meta.dirname, 'polis', 'london.youth.policing')
  const printed = await Promise.all(
    [[file], [voices, '--mode', 'voice'], ['--polis', polis, '--polis-groups']].map(async (argv) =>
      JSON.parse((await runAnalyse([...argv, '--json'])).out),
    ),
  )
  expect([...new Set(printed.flatMap((report) => unnamed(report, top, '')))]).toEqual([])
  // Or this would have shown nothing.
  const [own, named, open] = printed
  expect(own.statements.some(({ structure }: { structure: unknown }) => structure)).toBe(true)
  expect([own.is, own.twoQuestions, own.change, named.statements[0].voices, open.polis].every(Boolean)).toBe(true)
  expect(own.change[0].partners.length).toBeGreaterThan(0)
})
