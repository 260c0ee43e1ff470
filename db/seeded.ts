import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeListeners, makeWork } from '#server/work.ts'
import { type Database, openDatabase } from './client.ts'
import { scratchDatabase } from './scratch.ts'
import { seedDemo } from './seed.ts'

/**
 * A database of a test's own with the demo networks in it, thrown away by `close()`. Seeding takes eleven seconds of a core and
 * copying two: a run's first test seeds the embedded one for all.
 */
export async function seededDatabase(): Promise<Database> {
  const place = process.env.SEEDED_IN
  const file = place && !process.env.TEST_DATABASE_URL ? join(place, 'seeded.tar') : undefined
  if (file && existsSync(file)) return openDatabase({ dump: readFileSync(file) })
  const database = await scratchDatabase()
  await seedDemo(makeWork(database.db, makeListeners()))
  const dump = file && (await database.dump?.())
  if (dump) {
    // Several may be the first at once; a rename is whole or not at all.
    const fresh = `${file}.${randomBytes(4).toString('hex')}`
    writeFileSync(fresh, dump)
    renameSync(fresh, file)
  }
  return database
}
