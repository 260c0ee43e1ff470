import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'

const WATCH = { lookMs: 50, looks: 10 }
/** A process that is watched over: it hangs as long as it is told, and answers whatever it is told. */
const WATCHED = `
import { watchOver } from './server/watchdog.ts'
await watchOver(${JSON.stringify(WATCH)})
process.on('message', (ms) => {
  for (const since = performance.now(); performance.now() - since < ms; );
  process.send('here')
})
process.send('here')`

const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

async function aWatchedProcess(...args: string[]) {
  const child = spawn(process.execPath, [...args, '--import', 'tsx', '--input-type=module', '--eval', WATCHED], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  started.push(child)
  let said = ''
  child.stderr?.on('data', (data) => {
    said += data
  })
  await once(child, 'message')
  return { child, said: () => said }
}

test.concurrent('a process whose loop stands still is ended by a signal, and says so first', async () => {
  const { child, said } = await aWatchedProcess()
  const ended = once(child, 'close')
  child.send(60_000)
  expect(await ended).toEqual([null, 'SIGKILL'])
  const line = JSON.parse(said().trim().split('\n').at(-1) as string)
  expect(line).toMatchObject({ level: 60, pid: child.pid, msg: expect.stringContaining('to be started again') })
})

test.concurrent('one that was stopped, as a laptop sleeps, goes on when it wakes', async () => {
  const { child } = await aWatchedProcess()
  child.kill('SIGSTOP')
  await wait(3 * WATCH.lookMs * WATCH.looks)
  child.kill('SIGCONT')
  const answered = once(child, 'message')
  child.send(0)
  expect(await answered).toContain('here')
})

test.concurrent('one that a debugger is attached to may stand still', async () => {
  const { child } = await aWatchedProcess('--inspect=127.0.0.1:0')
  const answered = once(child, 'message')
  child.send(3 * WATCH.lookMs * WATCH.looks)
  expect(await answered).toContain('here')
})
