import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrationsHash } from './scratch.ts'

test('a migrated database is copied no more once a migration is written, reworded or listed otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  mkdirSync(join(folder, 'meta'))
  const known = new Set<string>()
  for (const [file, text] of [
    ['meta/_journal.json', '{"entries":[]}'],
    ['0000_begin.sql', 'create table a ()'],
    ['0000_begin.sql', 'create table b ()'],
    ['meta/_journal.json', '{"entries":[{"tag":"0000_begin"}]}'],
  ] as const) {
    writeFileSync(join(folder, file), text)
    known.add(migrationsHash(folder))
  }
  expect(known.size).toBe(4)
})
