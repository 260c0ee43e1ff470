import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from './client.ts'

// Any number that nobody else locks by: every server that starts waits for the one that migrates.
const LOCK = 7_413_001

/** The folder of the migrations: beside this file, or where the built server was told. */
const folder = () => process.env.MIGRATIONS_DIR ?? join(process.cwd(), 'db/migrations')

/** Brings the tables up to date. Several servers may start at once: one migrates, the others wait. */
export async function migrateDatabase({ db, sql, kind }: Database): Promise<void> {
  if (kind === 'embedded') return migrate(db, { migrationsFolder: folder() })
  const held = await sql.reserve()
  try {
    await held`select pg_advisory_lock(${LOCK})`
    await migrate(db, { migrationsFolder: folder() })
  } finally {
    await held`select pg_advisory_unlock(${LOCK})`
    held.release()
  }
}

/** How many migrations there are, and how many the database has had. */
export async function countMigrations({ sql }: Pick<Database, 'sql'>): Promise<{ known: number; applied: number }> {
  const journal = JSON.parse(readFileSync(join(folder(), 'meta/_journal.json'), 'utf8')) as { entries: unknown[] }
  const [row] = await sql`select count(*)::int as applied from drizzle.__drizzle_migrations`
  return { known: journal.entries.length, applied: Number(row?.applied ?? 0) }
}
