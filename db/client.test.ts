import { AsyncResource } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, inArray, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from './client.ts'
import { countMigrations, migrateDatabase } from './migrate.ts'
import { networks } from './schema/networks.ts'
import { scratchDatabase } from './scratch.ts'

const aDirectory = () => join(mkdtempSync(join(tmpdir(), 'database-')), 'db')

test.skipIf(process.env.TEST_DATABASE_URL)(
  'the embedded database keeps what was written, is not opened twice, and a dead process’s lock is taken over',
  async () => {
    const directory = aDirectory()
    writeFileSync(`${directory}.lock`, '1')
    await expect(openDatabase({ directory })).rejects.toThrow(/is in use by process 1/)
    writeFileSync(`${directory}.lock`, '999999999')
    const first = await openDatabase({ directory })
    await migrateDatabase(first)
    await first.db.insert(networks).values({ id: 'n', name: 'Kept' })
    await first.close()
    const second = await openDatabase({ directory })
    await migrateDatabase(second)
    expect(await second.db.select({ name: networks.name }).from(networks)).toEqual([{ name: 'Kept' }])
    await second.close()
  },
)

test.each([
  ['nobody listens', 'postgres://somebody:hush@127.0.0.1:1/db', /ECONNREFUSED/],
  ['the address is none', 'postgres://somebody:hush@[', /Invalid URL/],
])('an address where %s is named in one line, without its password', async (_why, url, words) => {
  const refused = await openDatabase({ url }).catch((error: Error) => error)
  expect(refused).toMatchObject({ name: 'UnfitDatabase', message: expect.stringMatching(words) })
  expect(String(refused)).not.toMatch(/hush|\n/)
})

describe('whichever database it is', () => {
  let database: Database
  beforeAll(async () => {
    database = await scratchDatabase()
    return () => database.close()
  })
  beforeEach(() => database.db.delete(networks))

  test('what a transaction set going may ask the outer handle once it is over', async () => {
    const after = new EventEmitter()
    const later = new Promise<unknown[]>((resolve, reject) => {
      void database.db
        .transaction(async () => {
          const within = AsyncResource.bind(() => database.db.select().from(networks).then(resolve, reject))
          after.once('over', within)
        })
        .then(() => after.emit('over'))
    })
    expect(await later).toEqual([])
  })

  test.runIf(!process.env.TEST_DATABASE_URL)(
    'asking the outer handle inside a transaction is named as the mistake it is, where there is one connection',
    async () => {
      const mistake = database.db.transaction(() => database.db.select().from(networks))
      await expect(mistake).rejects.toThrow('db.select was asked inside a transaction')
      expect(await database.db.select().from(networks)).toEqual([])
    },
  )

  test('what is told on a channel is heard there, by everybody who listens, and nowhere else', async () => {
    const heard: string[] = []
    await database.listen('elsewhere', (text) => heard.push(text))
    await new Promise<void>((enough) => {
      const ear = (text: string) => void (heard.push(text) === 2 && enough())
      void Promise.all([database.listen('harbour', ear), database.listen('harbour', ear)]).then(() =>
        database.tell('harbour', 'the tide’s in'),
      )
    })
    expect(heard).toEqual(['the tide’s in', 'the tide’s in'])
  })

  test('large things stored at once, each in its transaction, are kept apart from what others ask meanwhile', async () => {
    const about = 'x'.repeat(60_000)
    const store = (id: string) =>
      database.db.transaction(async (tx) => {
        await tx.insert(networks).values({ id, name: id, about })
        await tx
          .update(networks)
          .set({ name: `Network ${id}` })
          .where(eq(networks.id, id))
        if (id === 'n7') throw new Error('never mind')
      })
    const asking = () => database.db.select({ id: networks.id }).from(networks)
    const all = Array.from({ length: 20 }, (_, i) => [store(`n${i}`), asking(), asking()]).flat()
    expect((await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')).toHaveLength(1)
    const kept = await database.db.select({ id: networks.id, name: networks.name }).from(networks)
    expect(kept.filter(({ id, name }) => id !== 'n7' && name === `Network ${id}`)).toHaveLength(19)
  })

  test('a transaction that fails leaves everything as it was', async () => {
    const failing = database.db.transaction(async (tx) => {
      await tx.insert(networks).values({ id: 'n', name: 'Half done' })
      throw new Error('something went wrong')
    })
    await expect(failing).rejects.toThrow('something went wrong')
    expect(await database.db.select().from(networks).where(eq(networks.id, 'n'))).toEqual([])
  })

  test('all migrations are applied, and applying them again changes nothing', async () => {
    await migrateDatabase(database)
    const { known, applied } = await countMigrations(database)
    expect(applied).toBe(known)
  })

  test('many at once are answered rightly', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        database.db.transaction((tx) => tx.insert(networks).values({ id: `n${i}`, name: `Network ${i}` })),
      ),
    )
    expect(await database.db.select().from(networks)).toHaveLength(40)
  })

  test('a query that comes again is kept read and planned, within transactions too, but none of a list', async () => {
    const named = (name: string) => eq(networks.name, name)
    await database.db.transaction(async (tx) => {
      for (const name of ['one', 'two']) await tx.select({ kept: networks.id }).from(networks).where(named(name))
      const list = Array.from({ length: 40 }, (_, i) => `n${i}`)
      await tx.select({ listed: networks.id }).from(networks).where(inArray(networks.id, list))
      const kept = await tx.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`)
      const ofNetworks = kept
        .map(({ statement }) => statement)
        .filter((text) => /^select .*"networks".*("name" = | in )/.test(text))
      expect(ofNetworks).toHaveLength(1)
      expect(ofNetworks[0]).toContain('"name" = $1')
    })
  })
})

test.runIf(process.env.TEST_DATABASE_URL)(
  'whoever stands still within a transaction is let go of by the database, and whatever they ask then fails',
  async () => {
    const url = new URL(process.env.TEST_DATABASE_URL ?? '')
    url.searchParams.set('idle_in_transaction_session_timeout', '100')
    const database = await openDatabase({ url: url.href })
    let goOn = () => {}
    const pause = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const heard: unknown[] = []
    const done = database.db.transaction(async (tx) => {
      await pause
      await tx.execute(sql`select 1`).catch((error) => heard.push(error.cause?.message ?? error.message))
    })
    await expect(done).rejects.toThrow(/CONNECTION_CLOSED/)
    goOn()
    await expect.poll(() => heard).toEqual(['the way to the database is lost'])
    expect(await database.db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
    await database.close()
  },
)

test.runIf(process.env.TEST_DATABASE_URL)(
  'a connection is opened with no more words than a pooler lets through, and a transaction says how long it may pause',
  async () => {
    const url = new URL(process.env.TEST_DATABASE_URL ?? '')
    const there = [Number(url.port || 5432), url.hostname] as const
    const said: string[] = []
    const between = createServer((near) => {
      const far = connect(...there)
      near.once('data', (startup) => said.push(...startup.subarray(8).toString().split('\0')))
      near.pipe(far).pipe(near)
      for (const end of [near, far]) end.on('error', () => undefined)
    })
    await new Promise<void>((open) => between.listen(0, '127.0.0.1', open))
    url.host = `127.0.0.1:${(between.address() as { port: number }).port}`
    const database = await openDatabase({ url: url.href })
    const pauseOf = ({ db }: Pick<Database, 'db'>) =>
      db.transaction(async (tx) => (await tx.execute(sql`show idle_in_transaction_session_timeout`))[0])
    const pause = (idle_in_transaction_session_timeout: string) => ({ idle_in_transaction_session_timeout })
    expect(await Promise.all([database, database.prompt].map(pauseOf))).toEqual([pause('30s'), pause('5s')])
    // Whoever comes after it over the same connection is not hurried by it.
    expect(await database.db.execute(sql`show idle_in_transaction_session_timeout`)).toEqual([pause('0')])
    await database.close()
    between.close()
    const names = new Set(said.filter((word, no) => no % 2 === 0 && word))
    const known = ['user', 'database', 'client_encoding', 'application_name']
    expect([...names].filter((name) => !known.includes(name))).toEqual([])
    expect(names).toContain('user')
  },
)

describe.runIf(process.env.TEST_DATABASE_URL)(
  'a database that may be written again after it could only be read',
  () => {
    type Asked = Pick<Database['db'], 'insert'>
    test.each([
      ['alone', (db: Database['db'], write: (db: Asked) => Promise<unknown>) => write(db)],
      ['within a transaction', (db: Database['db'], write: (db: Asked) => Promise<unknown>) => db.transaction(write)],
    ])('is written to by whoever was refused before, %s', async (_, how) => {
      const scratch = await scratchDatabase()
      const [row] = await scratch.sql`select current_database() as name`
      const mayOnlyBeRead = (word: 'on' | 'off') =>
        scratch.sql.unsafe(`alter database ${row?.name} set default_transaction_read_only = ${word}`)
      await mayOnlyBeRead('on')
      const url = Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), { pathname: `/${row?.name}` })
      const { db, close } = await openDatabase({ url: url.href })
      const deed = () => how(db, async (asked) => asked.insert(networks).values({ id: 'n', name: 'Kept' }))
      await expect(deed()).rejects.toMatchObject({ cause: { code: '25006' } })
      await mayOnlyBeRead('off')
      await expect.poll(() => deed().then(Boolean, () => false)).toBe(true)
      expect(await db.select({ name: networks.name }).from(networks)).toEqual([{ name: 'Kept' }])
      await close()
      await scratch.close()
    })
  },
)
