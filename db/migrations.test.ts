import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { describe, expect, test } from 'vitest'
import { type Database, openDatabase } from './client.ts'
import { migrateDatabase } from './migrate.ts'

const FOLDER = join(process.cwd(), 'db/migrations')
interface Journal {
  entries: { idx: number; when: number; tag: string }[]
}
const journal = JSON.parse(readFileSync(join(FOLDER, 'meta/_journal.json'), 'utf8')) as Journal
const snapshot = (name: string) => JSON.parse(readFileSync(join(FOLDER, 'meta', name), 'utf8'))

const definitions: Record<string, unknown> = Object.assign(
  {},
  ...(await Promise.all(readdirSync('db/schema').map((file) => import(`./schema/${file.slice(0, -3)}.ts`)))),
)
const tables = Object.values(definitions).filter((made): made is PgTable => is(made, PgTable))

/** Everything a database says of its own tables: columns, constraints and indexes. */
async function describeTables({ sql }: Database) {
  const columns = await sql`
    select table_name, column_name, data_type, udt_name, is_nullable, column_default
    from information_schema.columns where table_schema = 'public' order by 1, 2`
  const constraints = await sql`
    select conrelid::regclass::text as table_name, conname, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`
  const indexes = await sql`select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`
  return { columns: [...columns], constraints: [...constraints], indexes: [...indexes] }
}

describe('the migrations', () => {
  test('lead to exactly the tables that the code defines', async () => {
    const migrated = await openDatabase({})
    await migrateDatabase(migrated)
    const defined = await openDatabase({})
    for (const statement of await generateMigration(generateDrizzleJson({}), generateDrizzleJson(definitions)))
      await defined.sql.unsafe(statement)
    expect(await describeTables(migrated)).toEqual(await describeTables(defined))
    expect(tables.length).toBeGreaterThan(10)
    await Promise.all([migrated.close(), defined.close()])
  })

  test('leave nothing for the next one to write', async () => {
    const last = readdirSync(join(FOLDER, 'meta'))
      .filter((name) => name.endsWith('_snapshot.json'))
      .sort()
      .at(-1) as string
    expect(await generateMigration(snapshot(last), generateDrizzleJson(definitions))).toEqual([])
  })

  test('apply one after another, from every earlier state', async () => {
    const database = await openDatabase({})
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
    mkdirSync(join(folder, 'meta'))
    for (const [at, { tag }] of journal.entries.entries()) {
      cpSync(join(FOLDER, `${tag}.sql`), join(folder, `${tag}.sql`))
      const soFar = { ...journal, entries: journal.entries.slice(0, at + 1) }
      writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(soFar))
      await migrate(database.db, { migrationsFolder: folder })
      const [row] = await database.sql`select count(*)::int as count from drizzle.__drizzle_migrations`
      expect(row?.count, tag).toBe(at + 1)
    }
    await database.close()
  })

  test('stand in the order they were made, one file each, named by what they do', () => {
    const { entries } = journal
    // The migrator leaves out what is older than the newest it has applied.
    expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).sort((a, b) => a - b))
    expect(readdirSync(FOLDER).filter((name) => name.endsWith('.sql'))).toEqual(entries.map(({ tag }) => `${tag}.sql`))
    for (const { idx, tag } of entries) expect(tag).toMatch(new RegExp(`^${String(idx).padStart(4, '0')}_[a-z_]+$`))
  })
})

describe('a table', () => {
  const shared = ['networks', 'users', 'accounts', 'sign_ins', 'sign_in_links']
  const configs = tables.map(getTableConfig)
  const ofNetworks = configs.filter(({ name }) => !shared.includes(name))

  test('that holds what a network does is keyed by the network', () => {
    const keyless = ofNetworks.filter(
      ({ primaryKeys }) => !primaryKeys.some(({ columns }) => columns.some(({ name }) => name === 'network_id')),
    )
    expect(keyless.map(({ name }) => name)).toEqual([])
  })

  test('refers to another of a network only within that network', () => {
    const loose = ofNetworks.flatMap(({ name, foreignKeys }) =>
      foreignKeys
        .map((key) => key.reference())
        .filter(({ foreignTable }) => !shared.includes(getTableConfig(foreignTable).name))
        .filter(({ columns }) => !columns.some((column) => column.name === 'network_id'))
        .map(({ columns }) => `${name}.${columns.map((column) => column.name)}`),
    )
    expect(loose).toEqual([])
  })
})
