import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isKilled } from './keep-running.mjs'

const lives = mkdtempSync(join(tmpdir(), 'tricorner-lives-'))
afterAll(() => rmSync(lives, { recursive: true, force: true }))

/** Keeps a script running, whose lives are counted in a file: `life` is which one this is, from 1. */
function keeping(name: string, script: string) {
  const counted = `const { appendFileSync, statSync } = require('node:fs')
    appendFileSync('${join(lives, name)}', '.'); const life = statSync('${join(lives, name)}').size; ${script}`
  const keeper = `import { keepRunning } from './server/launch/keep-running.mjs'
    process.exit(await keepRunning(process.execPath, ['--max-old-space-size=30', '--eval', process.argv[1]]))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', keeper, counted])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data
      child.emit('said', said)
    })
  return {
    child,
    ended: once(child, 'close'),
    async until(words: string) {
      while (!said.includes(words)) await once(child, 'said')
    },
  }
}
const KILL_ITSELF = "process.kill(process.pid, 'SIGKILL')"

test.concurrent('what a signal ended is started again, and its own exit status is everybody’s', async () => {
  const { ended, until } = keeping('again', `if (life === 1) ${KILL_ITSELF}; else process.exit(7)`)
  await until('ended by SIGKILL. It is started again at once.')
  expect(await ended).toEqual([7, null])
})

test.concurrent('what ran out of memory is started again', async () => {
  const fill = 'for (const all = []; ; ) all.push(new Array(100_000).fill(0.5))'
  const { ended, until } = keeping('memory', `if (life === 1) { ${fill} } else process.exit(7)`)
  await until('It is started again at once.')
  expect(await ended).toEqual([7, null])
})

test.concurrent('what can’t be started is not started again', async () => {
  const { ended } = keeping('fault', 'process.exit(2)')
  expect(await ended).toEqual([2, null])
})

test.concurrent('what dies again and again is left to rest for longer each time, and hears a signal meanwhile', async () => {
  const { child, ended, until } = keeping('rest', KILL_ITSELF)
  await until('again at once.')
  await until('again in 1 s.')
  await until('again in 2 s.')
  child.kill('SIGTERM')
  expect(await ended).toEqual([143, null])
})

test.concurrent('who asks it to stop is heard, and it is not started again', async () => {
  const stop = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')"
  const gentle = keeping('gentle', stop)
  await gentle.until('up')
  gentle.child.kill('SIGTERM')
  expect(await gentle.ended).toEqual([0, null])
  const rude = keeping('rude', "setInterval(() => {}, 1000); console.log('up')")
  await rude.until('up')
  rude.child.kill('SIGHUP')
  expect(await rude.ended).toEqual([129, null])
})

test.concurrent('what somebody else asks to stop while it starts is not started again', async () => {
  const { child, ended } = keeping('asked', "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)")
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  expect(await ended).toEqual([143, null])
  expect(said).toBe('')
})

test('on Windows, where a kill looks like a fault, only what had lived for long is started again', () => {
  const [long, short] = [61_000, 2_000]
  const end = (status: number | null, signal: string | null, livedMs: number) => ({ status, signal, livedMs })
  expect(isKilled(end(1, null, long), 'win32')).toBe(true)
  expect(isKilled(end(1, null, short), 'win32')).toBe(false)
  expect(isKilled(end(2, null, long), 'win32')).toBe(false)
  expect(isKilled(end(1, null, long), 'linux')).toBe(false)
  expect(isKilled(end(null, 'SIGKILL', short), 'linux')).toBe(true)
})
