import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type LastingPool, lastingPool } from './lasting-pool.ts'

const filename = join(mkdtempSync(join(tmpdir(), 'pool-')), 'thread.mjs')
writeFileSync(
  filename,
  `export const work = ([given]) => {
     while (given === 'endless') {}
     return given === 'death' ? process.exit(1) : given
   }
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

test('one thread that can’t begin costs another nothing of what it is at', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pool-'))
  const lone = join(folder, 'lone.mjs')
  writeFileSync(
    lone,
    `import { existsSync, writeFileSync } from 'node:fs'
     const [one, two] = ['one', 'two'].map((name) => ${JSON.stringify(folder)} + '/' + name)
     if (existsSync(one)) {
       writeFileSync(two, '')
       throw new Error('there is one already')
     }
     writeFileSync(one, '')
     // Goes on until the other has failed, and a while longer.
     export const work = ([given]) => {
       while (!existsSync(two)) {}
       for (const until = Date.now() + 300; Date.now() < until; ) {}
       return given
     }
     export const wake = () => {}`,
  )
  pool = lastingPool({ filename: lone, maxThreads: 2 })
  await pool.run('wake', [])
  expect(await outcomes(['one', 'two'])).toEqual(['one', 'two'])
})

test('when it is closed all are refused at once, also what a thread is at', async () => {
  pool = lastingPool({ filename, maxThreads: 1 })
  await pool.run('wake', [])
  const waiting = outcomes(['endless', 'two', 'three'])
  await pool.close()
  expect(await waiting).toEqual(['refused', 'refused', 'refused'])
})
