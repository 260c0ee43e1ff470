import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { openDatabase } from './client.ts'
import { countMigrations, migrateDatabase } from './migrate.ts'
import { networks } from './schema/networks.ts'
import { scratchDatabase } from './scratch.ts'

const aDirectory = () => join(mkdtempSync(join(tmpdir(), 'database-')), 'db')

describe('the embedded database', () => {
  test('keeps what was written when it is opened again', async () => {
    const directory = aDirectory()
    const first = await openDatabase({ directory })
    await migrateDatabase(first)
    await first.db.insert(networks).values({ id: 'n', name: 'Kept' })
    await first.close()
    const second = await openDatabase({ directory })
    await migrateDatabase(second)
    expect(await second.db.select({ name: networks.name }).from(networks)).toEqual([{ name: 'Kept' }])
    await second.close()
  })

  test('is not opened twice, but a dead process’s lock is taken over', async () => {
    const directory = aDirectory()
    writeFileSync(`${directory}.lock`, '1')
    await expect(openDatabase({ directory })).rejects.toThrow(/is in use by process 1/)
    writeFileSync(`${directory}.lock`, '999999999')
    const database = await openDatabase({ directory })
    await database.close()
  })

  test('asking the outer handle inside a transaction is named as the mistake it is', async () => {
    const database = await openDatabase({})
    await migrateDatabase(database)
    const mistake = database.db.transaction(() => database.db.select().from(networks))
    await expect(mistake).rejects.toThrow('db.select was asked inside a transaction')
    expect(await database.db.select().from(networks)).toEqual([])
    await database.close()
  })
})

describe('whichever database it is', () => {
  test('a transaction that fails leaves everything as it was', async () => {
    const database = await scratchDatabase()
    const failing = database.db.transaction(async (tx) => {
      await tx.insert(networks).values({ id: 'n', name: 'Half done' })
      throw new Error('something went wrong')
    })
    await expect(failing).rejects.toThrow('something went wrong')
    expect(await database.db.select().from(networks).where(eq(networks.id, 'n'))).toEqual([])
    await database.close()
  })

  test('all migrations are applied, and applying them again changes nothing', async () => {
    const database = await scratchDatabase()
    await migrateDatabase(database)
    const { known, applied } = await countMigrations(database)
    expect(applied).toBe(known)
    await database.close()
  })

  test('many at once are answered rightly', async () => {
    const database = await scratchDatabase()
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        database.db.transaction((tx) => tx.insert(networks).values({ id: `n${i}`, name: `Network ${i}` })),
      ),
    )
    expect(await database.db.select().from(networks)).toHaveLength(40)
    await database.close()
  })
})
