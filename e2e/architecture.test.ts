import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = process.cwd()
const filesUnder = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path]
const isSource = (path: string) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts')
const isTest = (path: string) =>
  /\.test\.tsx?$/.test(path) ||
  path.startsWith('e2e/') ||
  path.startsWith('server/analysis/reference/') ||
  /\/(a-(stage|page|root|matrix|network|caller|line-on)|hostile)\.ts$/.test(path)

interface Source {
  path: string
  text: string
  ours: string[]
  theirs: string[]
}
const sources: Source[] = ['app', 'server', 'db', 'e2e', 'bench']
  .flatMap((folder) => filesUnder(join(ROOT, folder)))
  .filter(isSource)
  .map((file) => {
    const path = relative(ROOT, file)
    const text = readFileSync(file, 'utf8')
    const named = [...text.matchAll(/(?:from|import)\s+'([^']+)'|import\('([^']+)'\)/g)].map(
      (match) => (match[1] ?? match[2]) as string,
    )
    const ours = named
      .filter((name) => name.startsWith('.') || name.startsWith('#'))
      .map((name) => (name.startsWith('#') ? name.slice(1) : normalize(join(dirname(path), name))))
    return { path, text, ours, theirs: named.filter((name) => !name.startsWith('.') && !name.startsWith('#')) }
  })
const code = sources.filter(({ path }) => !isTest(path))
const inRoom = (room: string) => code.filter(({ path }) => path.startsWith(`${room}/`))

/** The files of a room that import what the rule forbids, each with what it imports. */
const breaking = (room: string, forbidden: (path: string) => boolean) =>
  inRoom(room).flatMap(({ path, ours }) => ours.filter(forbidden).map((to) => `${path} -> ${to}`))
const within =
  (...rooms: string[]) =>
  (path: string) =>
    rooms.some((room) => path === room || path.startsWith(`${room}/`))

describe('arrows go one way', () => {
  test('the vocabulary knows nobody', () =>
    expect(breaking('server/vocabulary', (to) => !within('server/vocabulary')(to))).toEqual([]))
  test('the analysis knows the vocabulary alone', () =>
    expect(breaking('server/analysis', (to) => !within('server/analysis', 'server/vocabulary')(to))).toEqual([]))
  test('the exposure knows the vocabulary alone', () =>
    expect(breaking('server/exposure', (to) => !within('server/exposure', 'server/vocabulary')(to))).toEqual([]))
  test('the counting of informal work knows the vocabulary alone', () =>
    expect(breaking('server/alignment', (to) => !within('server/alignment', 'server/vocabulary')(to))).toEqual([]))
  test('the ordering of the value ledger knows the vocabulary alone', () =>
    expect(breaking('server/ledger', (to) => !within('server/ledger', 'server/vocabulary')(to))).toEqual([]))
  test('the balance of the corners knows the vocabulary alone', () =>
    expect(breaking('server/balance', (to) => !within('server/balance', 'server/vocabulary')(to))).toEqual([]))
  test('the agency pulse knows the vocabulary alone', () =>
    expect(breaking('server/agency', (to) => !within('server/agency', 'server/vocabulary')(to))).toEqual([]))
  test('the fit of a form and the ratings of pairs know the vocabulary alone', () =>
    expect(breaking('server/steering', (to) => !within('server/steering', 'server/vocabulary')(to))).toEqual([]))
  test('the board knows the vocabulary and Yjs alone', () => {
    expect(breaking('server/board', (to) => !within('server/board', 'server/vocabulary')(to))).toEqual([])
    expect(inRoom('server/board').flatMap(({ theirs }) => theirs.filter((name) => name !== 'yjs'))).toEqual([])
  })
  test('only one file names Yjs’ keys', () => {
    const naming = code.filter(
      ({ text, path }) =>
        /getMap\('(cards|places|groups|hidden|session|placed)'\)/.test(text) && path.startsWith('server'),
    )
    expect(
      naming
        .map(({ path }) => path)
        .filter((path) => path !== 'server/board/document.ts' && path !== 'server/sync/gate.ts'),
    ).toEqual([])
  })
  test('the live line knows the board, and only its store the database', () => {
    const allowed = within(
      'server/sync',
      'server/board',
      'server/vocabulary',
      'server/auth/seat.ts',
      'server/clock.ts',
      'server/refusal.ts',
      'db/stored-board.ts',
    )
    expect(
      breaking('server/sync', (to) => !allowed(to)).filter((line) => !line.startsWith('server/sync/postgres-store.ts')),
    ).toEqual([])
  })
  test('no verb imports the live line', () => {
    const rooms = readdirSync('server', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'sync')
      .map((entry) => `server/${entry.name}`)
    expect(rooms.flatMap((room) => breaking(room, within('server/sync')))).toEqual([])
  })
  test('only the process opens threads for the analysis: pages and procedures ask for them', () => {
    const opening = code.filter(({ ours }) => ours.includes('server/disagreement/open-analysts.ts'))
    expect(opening.map(({ path }) => path).sort()).toEqual(['bench/analysis.ts', 'server/main.ts'])
  })
  test('only one file knows Next’s link, which would ask for every page it leads to', () => {
    const users = inRoom('app').filter(({ theirs }) => theirs.includes('next/link'))
    expect(users.map(({ path }) => path)).toEqual(['app/_ui/link.tsx'])
  })
  test('base components know no nouns', () => {
    expect(breaking('app/_ui', (to) => !within('app/_ui', 'app/_words')(to))).toEqual([])
    expect(breaking('app/_chart', (to) => !within('app/_chart')(to))).toEqual([])
  })
  test('the browser is sent no tables, no verbs and no zod', () => {
    const client = code.filter(({ path, text }) => path.startsWith('app/') && text.startsWith("'use client'"))
    const heavy = client.flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /^import (?!type)[^\n]*'(#db\/[^']+|zod|#server\/(?!vocabulary|board|sync\/protocol)[^']+)'/gm,
        ),
      ].map((match) => `${path} -> ${match[1]}`),
    )
    expect(heavy).toEqual([])
  })
  test('a participant’s phone loads no Yjs and no next-auth', () => {
    const seen = new Set<string>()
    const visit = (path: string) => {
      if (seen.has(path)) return
      seen.add(path)
      for (const to of sources.find((source) => source.path === path)?.ours ?? []) visit(to)
    }
    visit('app/_session/participant.tsx')
    const reached = code.filter(({ path }) => seen.has(path) && path.startsWith('app/'))
    expect(
      reached.flatMap(({ path, theirs }) =>
        theirs.filter((name) => /^(yjs|y-|next-auth)/.test(name)).map((name) => `${path} -> ${name}`),
      ),
    ).toEqual([])
  })
})

test('no stage outside the live line clears up behind tests: files that share it would do so once for all of them', () => {
  const clearing = sources.filter(
    ({ path, text }) => !/\.(test|spec)\.tsx?$/.test(path) && /^(after|before)(Each|All)\(/m.test(text),
  )
  expect(clearing.map(({ path }) => path).filter((path) => !path.startsWith('server/sync/'))).toEqual([])
})

test('no two files import each other, however far around', () => {
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, way: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '))
      return
    }
    state.set(path, 'open')
    const source = sources.find((one) => one.path === path)
    for (const to of source?.ours ?? []) visit(to, [...way, path])
    state.set(path, 'done')
  }
  for (const { path } of code) visit(path, [])
  expect(cycles).toEqual([])
})

describe('the plain rooms', () => {
  const plain = [
    'vocabulary',
    'analysis',
    'board',
    'exposure',
    'alignment',
    'ledger',
    'agency',
    'steering',
    'balance',
  ].flatMap((room) => inRoom(`server/${room}`))
  test('hold nothing of Node, Next or React', () => {
    expect(
      plain.flatMap(({ path, theirs }) =>
        theirs.filter((name) => /^(node:|next|react)/.test(name)).map((name) => `${path} -> ${name}`),
      ),
    ).toEqual([])
  })
  test('read neither the clock nor chance', () => {
    expect(
      plain.filter(({ text }) => /Date\.now|new Date\(\)|Math\.random|process\./.test(text)).map(({ path }) => path),
    ).toEqual([])
  })
})

test('no style names a left or a right: Arabic is read the other way', () => {
  const styles = filesUnder(join(ROOT, 'app'))
    .filter((file) => /\.(css|tsx)$/.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) =>
          /(margin|padding|border|inset)-(left|right)\b|(margin|padding|border)(Left|Right)\b|^\s*(left|right):\s|text-align:\s*(left|right)|textAlign: '(left|right)'|float:\s*(left|right)/.test(
            line,
          ),
        )
        .map((line) => `${relative(ROOT, file)}: ${line.trim()}`),
    )
  expect(styles).toEqual([])
})

test('no control is disabled while its deed is on the way: it would drop the focus, and who goes by keyboard with it', () => {
  const dropping = code.filter(({ text }) => /\sdisabled=\{[^}]*(isPending|busy)/.test(text)).map(({ path }) => path)
  expect(dropping).toEqual([])
})

describe('sizes and names', () => {
  const lines = ({ text }: Source) => text.split('\n').length
  test('no file is over 400 lines, and nine in ten are under 180', () => {
    expect(code.filter((source) => lines(source) > 400).map(({ path }) => path)).toEqual([])
    expect(code.filter((source) => lines(source) > 180).length / code.length).toBeLessThan(0.1)
  })
  test('no folder or file names a kind instead of a noun', () => {
    expect(
      code
        .filter(({ path }) =>
          /(^|\/)(utils?|helpers?|common|misc|lib|services|repositories|managers?|types)(\/|\.tsx?$)/.test(path),
        )
        .map(({ path }) => path),
    ).toEqual([])
  })
  test('nothing is typed any, and no check is switched off', () => {
    expect(
      sources
        .filter(
          ({ text, path }) =>
            path !== 'e2e/architecture.test.ts' &&
            /:\s*any\b|as any\b|<any>|@ts-ignore|@ts-expect-error|biome-ignore/.test(text),
        )
        .map(({ path }) => path),
    ).toEqual([])
  })
  test('tests sleep for nothing, try nothing twice and leave nothing out', () => {
    const tests = sources.filter(
      ({ path }) =>
        (isTest(path) || path.endsWith('.spec.ts')) &&
        path !== 'e2e/architecture.test.ts' &&
        path !== 'e2e/stage-server.ts',
    )
    expect(
      tests
        .filter(({ text }) => /waitForTimeout|setTimeout\(|\.only\(|\.skip\(|test\.fixme/.test(text))
        .map(({ path }) => path),
    ).toEqual([])
  })
  test('the top level is what the house says', () => {
    const allowed = [
      'app',
      'bench',
      'biome.json',
      'db',
      'dist',
      'drizzle.config.ts',
      'e2e',
      'LICENSE',
      'messages',
      'next-env.d.ts',
      'next.config.js',
      'node_modules',
      'package-lock.json',
      'package.json',
      'playwright.config.ts',
      'public',
      'README.md',
      'server',
      'test-results',
      'tsconfig.json',
      'tsconfig.tsbuildinfo',
      'vitest.config.ts',
    ]
    expect(readdirSync(ROOT).filter((name) => !name.startsWith('.') && !allowed.includes(name))).toEqual([])
  })
})
