import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import manifest from '../package.json' with { type: 'json' }
import { readiness } from './readiness.ts'

const aLine = (storing = true, waiting = 0) => ({ health: () => ({ boards: 2, lines: 7, storing, waiting }) })

describe('whether work can be done', () => {
  let database: Database
  beforeAll(async () => {
    database = await scratchDatabase()
  })
  afterAll(() => database.close())

  test('yes: the database answers with every migration, and boards are stored', async () =>
    expect(await readiness(database, aLine())).toEqual({
      ok: true,
      version: manifest.version,
      database: database.kind,
      migrations: expect.stringMatching(/^(\d+) of \1$/),
      liveLine: '2 boards, 7 people',
    }))
  test('yes, where one board can’t be stored and others are, with how many wait', async () =>
    expect(await readiness(database, aLine(true, 1))).toMatchObject({
      ok: true,
      liveLine: '2 boards, 7 people, 1 not stored',
    }))
  test('no, when boards can’t be stored', async () =>
    expect(await readiness(database, aLine(false, 2))).toMatchObject({ ok: false, liveLine: 'not storing' }))
  test('is not waited for long when it does not answer', async () => {
    // One connection is all that the embedded database has; on a server the table is locked against everybody else.
    const meanwhile = await database.sql.begin(async (sql) => {
      await sql`lock table drizzle.__drizzle_migrations in access exclusive mode`
      return readiness(database, aLine(), 1)
    })
    expect(meanwhile).toMatchObject({ ok: false, database: 'away' })
    expect(await readiness(database, aLine())).toMatchObject({ ok: true })
  })
  test('no, when a migration is missing', async () => {
    await database.sql`delete from drizzle.__drizzle_migrations`
    expect(await readiness(database, aLine())).toMatchObject({ ok: false, migrations: expect.stringMatching(/^0 of /) })
  })
})

describe('a database that does not answer', () => {
  test('is away, and says so', async () => {
    const gone = await scratchDatabase()
    await gone.close()
    expect(await readiness(gone, aLine())).toMatchObject({ ok: false, database: 'away', migrations: 'unknown' })
  })
})
