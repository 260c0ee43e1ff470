import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DirectoryTaken, lockDirectory } from './directory-lock.ts'

const aPlace = () => mkdtempSync(join(tmpdir(), 'lock-'))
const aDeadProcess = () => spawnSync(process.execPath, ['-e', '']).pid

describe('a directory', () => {
  test('is held by one and given back', () => {
    const directory = join(aPlace(), 'db')
    const giveBack = lockDirectory(directory)
    expect(() => lockDirectory(directory)).toThrow(DirectoryTaken)
    giveBack()
    lockDirectory(directory)()
  })
  test('says who holds it', () => {
    const directory = join(aPlace(), 'db')
    writeFileSync(`${directory}.lock`, String(process.ppid))
    expect(() => lockDirectory(directory)).toThrow(`${directory} is in use by process ${process.ppid}`)
    expect(readFileSync(`${directory}.lock`, 'utf8')).toBe(String(process.ppid))
  })
  test.each([
    ['a dead process', () => `${aDeadProcess()} 1 x`],
    ['nobody', () => ''],
    ['no process at all', () => 'somebody'],
  ])('whose lock is of %s is taken over, and nothing is left lying about', (_whose, text) => {
    const place = aPlace()
    writeFileSync(join(place, 'db.lock'), text())
    const giveBack = lockDirectory(join(place, 'db'))
    expect(readdirSync(place)).toEqual(['db.lock'])
    giveBack()
    expect(readdirSync(place)).toEqual([])
  })
  test('whose dead lock somebody clears away just now is taken, and free again if they died over it', () => {
    const place = aPlace()
    const [file, dead] = [join(place, 'db.lock'), `${aDeadProcess()}`]
    const clearing = `${file}.${createHash('sha256').update(dead).digest('hex').slice(0, 16)}`
    writeFileSync(file, dead)
    writeFileSync(clearing, String(process.ppid))
    expect(() => lockDirectory(join(place, 'db'))).toThrow(DirectoryTaken)
    expect(readFileSync(file, 'utf8')).toBe(dead)
    writeFileSync(clearing, `${aDeadProcess()}`)
    expect(() => lockDirectory(join(place, 'db'))).not.toThrow()
    expect(readdirSync(place)).toEqual(['db.lock'])
  })
  test.runIf(process.platform === 'linux')('is not held by a later process that got the same number', () => {
    const directory = join(aPlace(), 'db')
    writeFileSync(`${directory}.lock`, `${process.ppid} 1 x`)
    expect(() => lockDirectory(directory)).not.toThrow()
  })
  test('is not given back by who no longer holds it', () => {
    const directory = join(aPlace(), 'db')
    const giveBack = lockDirectory(directory)
    writeFileSync(`${directory}.lock`, '1')
    giveBack()
    expect(readFileSync(`${directory}.lock`, 'utf8')).toBe('1')
  })
})

test('of many processes that find a dead one’s lock at the same moment, one gets it', async () => {
  const place = aPlace()
  writeFileSync(join(place, 'db.lock'), `${aDeadProcess()}`)
  const lock = pathToFileURL(join(process.cwd(), 'db/embedded/directory-lock.ts')).href
  const script = `
    const { lockDirectory } = await import(${JSON.stringify(lock)})
    process.stdin.once('data', () => {
      try { lockDirectory(${JSON.stringify(join(place, 'db'))}); console.log('got it') } catch (error) { console.log(error.name) }
    })
    process.stdin.once('end', () => process.exit())
    console.log('here')`
  const racers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]),
  )
  const nextWord = (racer: (typeof racers)[number]) =>
    new Promise<string>((resolve) => racer.stdout.once('data', (data) => resolve(String(data).trim())))
  await Promise.all(racers.map(nextWord))
  const words = racers.map(nextWord)
  for (const racer of racers) racer.stdin.write('go\n')
  const said = (await Promise.all(words)).sort()
  for (const racer of racers) racer.stdin.end()
  expect(said).toEqual([...Array(5).fill('DirectoryTaken'), 'got it'])
})
