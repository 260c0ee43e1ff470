import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = readFileSync('README.md', 'utf8')
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts

test('every path that the README names is there', () => {
  const named = [...text.matchAll(/`([\w./[\]-]+\/[\w./[\]-]+|[\w-]+\.(?:md|ts|json)|LICENSE)`|\]\(([^)]+)\)/g)].map(
    (match) => (match[1] ?? match[2]) as string,
  )
  const paths = named.filter((path) => !path.startsWith('http') && !path.startsWith('/'))
  expect(paths.length).toBeGreaterThan(12)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

test('every command that the README names exists', () => {
  const commands = [...text.matchAll(/^npm (?:run --silent )?(\w[\w-]*)/gm)].map((match) => match[1] as string)
  expect(commands.length).toBeGreaterThan(4)
  expect(commands.filter((name) => !scripts[name])).toEqual([])
})

test('the folders named for Polis conversations and demo networks are what the commands need', () => {
  const networks = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as { name: string }[]
  for (const [, name] of text.matchAll(/session open "([^"]+)"/g))
    expect(networks.map((network) => network.name)).toContain(name)
})
