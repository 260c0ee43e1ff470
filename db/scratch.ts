import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { type Database, openDatabase } from './client.ts'
import { migrateDatabase } from './migrate.ts'

/**
 * A migrated database of a test's own, thrown away by `close()`: embedded, or on the PostgreSQL server that
 * TEST_DATABASE_URL names. The same tests run on both.
 */
export async function scratchDatabase(): Promise<Database> {
  return process.env.TEST_DATABASE_URL ? onServer(process.env.TEST_DATABASE_URL) : inMemory()
}

async function onServer(url: string): Promise<Database> {
  const name = `scratch_${randomBytes(8).toString('hex')}`
  const server = postgres(url, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database ${name} template ${await migratedOn(server, url)}`)
  const database = await openDatabase({ url: databaseAt(url, name) })
  return {
    ...database,
    async close() {
      await database.close()
      await server.unsafe(`drop database ${name} with (force)`)
      await server.end()
    },
  }
}

const databaseAt = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href

/** The name of a migrated database that others are copied from: made by whoever is first while all others wait, and left there. */
async function migratedOn(server: postgres.Sql, url: string): Promise<string> {
  const name = `migrated_${migrationsHash()}`
  await server`select pg_advisory_lock(hashtext(${name}))`
  const [found] = await server`select from pg_database where datname = ${name}`
  if (!found) {
    // Under its name it is whole.
    const fresh = `fresh_${randomBytes(8).toString('hex')}`
    await server.unsafe(`create database ${fresh}`)
    const database = await openDatabase({ url: databaseAt(url, fresh) })
    await migrateDatabase(database)
    await database.close()
    await server.unsafe(`alter database ${fresh} rename to ${name}`)
  }
  await server`select pg_advisory_unlock(hashtext(${name}))`
  return name
}

async function inMemory(): Promise<Database> {
  const file = join(process.cwd(), 'node_modules/.cache/tricorner', `slim-${migrationsHash()}.tar`)
  if (existsSync(file)) return openDatabase({ dump: readFileSync(file) })
  const database = await openDatabase({})
  await migrateDatabase(database)
  // Half of the files there are belong to what new databases are made from, and nobody makes any: each test would read them in.
  await database.sql`update pg_database set datistemplate = false`
  for (const unused of ['template0', 'template1']) await database.sql.unsafe(`drop database ${unused}`)
  // Several tests may be the first at once; a rename is whole or not at all.
  mkdirSync(join(file, '..'), { recursive: true })
  const fresh = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(fresh, (await database.dump?.()) ?? new Uint8Array())
  renameSync(fresh, file)
  return database
}

/** What the databases that tests copy are known by: another as soon as anything of the migrations is. */
export function migrationsHash(folder = join(process.cwd(), 'db/migrations')): string {
  const hash = createHash('sha256')
  const written = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  // The journal says which of them are applied, and in what order.
  for (const name of [...written.sort(), 'meta/_journal.json'])
    hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}
