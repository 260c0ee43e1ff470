import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { openEmbedded } from './embedded-database.ts'
import { flushChanged } from './flush.mjs'

const threads = vi.hoisted((): Worker[] => [])
vi.mock('node:worker_threads', async (load) => {
  const real = await load<typeof import('node:worker_threads')>()
  class Noted extends real.Worker {
    constructor(...made: ConstructorParameters<typeof Worker>) {
      super(...made)
      threads.push(this)
    }
  }
  return { ...real, Worker: Noted }
})

const aPlace = () => mkdtempSync(join(tmpdir(), 'embedded-'))
const begun = join(aPlace(), 'db')
/** A database that somebody else has begun: making one takes seconds, copying it does not. */
function aDirectory(): string {
  const directory = join(aPlace(), 'db')
  cpSync(begun, directory, { recursive: true })
  return directory
}

describe('an embedded database on disk', () => {
  const place = aPlace()
  const directory = join(place, 'deep/inside/db')
  let database: Database
  beforeAll(async () => {
    // A making that was cut off leaves this.
    mkdirSync(`${directory}.new-1`, { recursive: true })
    writeFileSync(join(`${directory}.new-1`, 'PG_VERSION'), '')
    database = await openDatabase({ directory })
    await database.close()
    cpSync(directory, begun, { recursive: true })
    database = await openDatabase({ directory })
    return () => database.close()
  })

  test('is made whole, in a place that need not exist, and nothing of an earlier try stays', () => {
    expect(readdirSync(join(place, 'deep/inside')).sort()).toEqual(['db', 'db.lock'])
  })

  test('answers each of many that are asked in one breath, though one of them fails', async () => {
    const answers = await Promise.allSettled(
      [1, 2, 0, 4].map(async (by) => (await database.sql`select 8 / ${by}::int as n`)[0]?.n),
    )
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason.code))).toEqual([
      ...[8, 4, '22012', 2],
    ])
  })

  test('speaks as PostgreSQL does: rows, nulls, bytes, dates, and errors by their code', async () => {
    const [row] = await database.sql`
      select 1::int as one, null::text as nothing, ${Buffer.from([0, 255])}::bytea as bytes, 'é→👍' as words`
    expect(row).toEqual({
      one: 1,
      nothing: null,
      bytes: Buffer.from([0, 255]),
      words: 'é→👍',
    })
    await expect(database.sql`select * from nowhere`).rejects.toMatchObject({ code: '42P01' })
    await expect(database.sql`select 1/0`).rejects.toMatchObject({ code: '22012' })
    expect((await database.sql`select 'still here' as answer`)[0]).toEqual({ answer: 'still here' })
  })

  test('carries more than one chunk of anything, both ways', async () => {
    const large = 'x'.repeat(3_000_000)
    const [row] = await database.sql`select length(${large}::text) as length, ${large}::text as text`
    expect(row).toEqual({ length: 3_000_000, text: large })
  })

  test('answers each of many that ask at once with its own answer', async () => {
    const asked = Array.from({ length: 200 }, (_, number) => number)
    const answers = await Promise.all(asked.map((number) => database.sql`select ${number}::int as number`))
    expect(answers.map(([row]) => row?.number)).toEqual(asked)
  })

  test('lets the rest of the process go on under a heavy query', async () => {
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 5)
    await database.sql`select count(*) from generate_series(1, 2000000) a`
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })

  test('is asked to keep on disk what changed, and only that', async () => {
    const files = aPlace()
    for (const name of ['old', 'new']) writeFileSync(join(files, name), name)
    mkdirSync(join(files, 'folder'))
    for (const name of ['', 'old', 'folder']) utimesSync(join(files, name), 1, 1)
    expect(await flushChanged(files, statSync(join(files, 'new')).mtimeMs)).toBe(1)
    expect(await flushChanged(files, 0)).toBe(4)
  })
})

describe('what was committed', () => {
  test('outlives a process that is killed in the middle of writing', async () => {
    const directory = aDirectory()
    const script = `
      const { openDatabase } = await import(${JSON.stringify(pathToFileURL(join(process.cwd(), 'db/client.ts')).href)})
      const { sql } = await openDatabase({ directory: ${JSON.stringify(directory)} })
      await sql\`create table words (number int primary key)\`
      for (let number = 1; ; number += 1) {
        await sql\`insert into words values (\${number})\`
        process.stdout.write(number + '\\n')
      }`
    const writer = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
    let told = ''
    const ended = new Promise((resolve) => writer.on('close', resolve))
    writer.stdout.on('data', (data) => {
      told += data
      if (Number(told.trimEnd().split('\n').at(-1)) > 200) writer.kill('SIGKILL')
    })
    await ended
    const lastTold = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1))
    const database = await openDatabase({ directory })
    const [row] = await database.sql`select count(*)::int as count, max(number) as last from words`
    await database.close()
    expect(row?.count).toBe(row?.last)
    expect(row?.last).toBeGreaterThanOrEqual(lastTold)
  })

  test('outlives a thread that dies: what waited fails, and the next question starts another thread', async () => {
    const database = await openDatabase({ directory: aDirectory() })
    await database.sql`create table words (word text)`
    await database.sql`insert into words values ('kept')`
    const waiting = database.sql`select count(*) from generate_series(1, 100000000)`.execute()
    await threads.at(-1)?.terminate()
    await expect(waiting).rejects.toThrow('the embedded database has stopped')
    expect(await database.sql`select * from words`).toEqual([{ word: 'kept' }])
    await database.close()
  })
})

test('a connection that breaks within a transaction leaves nothing of it behind', async () => {
  const inside = await openEmbedded({})
  const query = (text: string) => {
    const body = Buffer.from(`${text}\0`)
    const head = Buffer.from([0x51, 0, 0, 0, 0])
    head.writeUInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const words = async (text: string) => Buffer.from(await (await inside.socket()).send(query(text))).toString('latin1')
  const first = await inside.socket()
  await first.send(query('create table words (word text)'))
  await first.send(query("begin; insert into words values ('half')"))
  first.destroy()
  expect(await words('select count(*) from words')).toContain('\x00\x010')
  await inside.close()
})

test.runIf(!process.env.TEST_DATABASE_URL)(
  'a database for one test is there in a moment, and knows no other',
  async () => {
    const [one, other] = [await scratchDatabase(), await scratchDatabase()]
    await one.sql`create table mine (a int)`
    await expect(other.sql`select * from mine`).rejects.toMatchObject({ code: '42P01' })
    await Promise.all([one.close(), other.close()])
  },
)
