import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type LastingPool, lastingPool } from './lasting-pool.ts'

const filename = join(mkdtempSync(join(tmpdir(), 'pool-')), 'thread.mjs')
writeFileSync(
  filename,
  `export const work = ([given]) => (given === 'death' ? process.exit(1) : given)
   export const wake = () => {}`,
)
let pool: LastingPool
afterEach(() => pool.close())
const outcomes = (given: readonly string[]) =>
  Promise.all(
    given.map((one) =>
      pool.run<string>('work', [one]).then(
        (answer) => answer,
        () => 'refused',
      ),
    ),
  )

test('what waits behind a job that ends its thread is done all the same, and what is asked afterwards', async () => {
  pool = lastingPool({ filename, maxThreads: 1 })
  expect(await outcomes(['one', 'death', 'two', 'death', 'death', 'three'])).toEqual([
    ...['one', 'refused', 'two', 'refused', 'refused', 'three'],
  ])
  expect(await outcomes(['death', 'death'])).toEqual(['refused', 'refused'])
  expect(await outcomes(['four'])).toEqual(['four'])
})

test('where no thread can begin each job is refused, and the process goes on', async () => {
  pool = lastingPool({ filename, maxThreads: 2, execArgv: ['--import', 'file:///nowhere.mjs'] })
  expect(await outcomes(['one', 'two', 'three'])).toEqual(['refused', 'refused', 'refused'])
  expect(await outcomes(['four'])).toEqual(['refused'])
})

test('whoever waits when it is closed is refused', async () => {
  pool = lastingPool({ filename, maxThreads: 1 })
  const waiting = outcomes(['one', 'two', 'three'])
  await pool.close()
  expect(await waiting).toHaveLength(3)
})
