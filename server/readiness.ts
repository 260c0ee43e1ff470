import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { countMigrations } from '#db/migrate.ts'
import manifest from '../package.json' with { type: 'json' }
import type { Readiness } from './work.ts'

// A database that hangs must not hang whoever asks after it.
const PATIENCE_MS = 3_000

/** The part of the live line that says whether it can work. */
interface Line {
  health(): { boards: number; lines: number; storing: boolean; waiting: number }
}

/**
 * Whether work can be done now: the database answers, knows every migration, and boards are being stored. One that isn't, where
 * others are, is told of by number and takes nobody's server away; which it is stands in the log, for anybody may read this.
 */
export async function readiness(database: Database, line: Line, patienceMs = PATIENCE_MS): Promise<Readiness> {
  const { boards, lines, storing, waiting } = line.health()
  const left = waiting > 0 ? `, ${waiting} not stored` : ''
  const liveLine = storing ? `${boards} boards, ${lines} people${left}` : 'not storing'
  const counting = countMigrations(database)
  const counted = await Promise.race([counting, wait(patienceMs, undefined, { ref: false })]).catch(() => undefined)
  if (!counted) return { ok: false, version: manifest.version, database: 'away', migrations: 'unknown', liveLine }
  const { known, applied } = counted
  const migrations = `${applied} of ${known}`
  return { ok: known === applied && storing, version: manifest.version, database: database.kind, migrations, liveLine }
}
