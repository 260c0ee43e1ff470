import { readdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Asks the disk to keep every file under a directory that changed at `sinceMs` or later (milliseconds since 1970).
 * PGlite itself never does, so what it wrote would outlive the process but not a power cut. Answers how many files it kept.
 */
export async function flushChanged(directory, sinceMs) {
  const changed = entriesUnder(directory).filter((path) => (timeOf(path) ?? 0) >= sinceMs)
  for (const path of changed) await flushOne(path)
  return changed.length
}

const entriesUnder = (directory) => [
  directory,
  ...readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entriesUnder(join(directory, entry.name)) : [join(directory, entry.name)],
  ),
]

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs

// Files come and go under a running database, and Windows flushes no folders: neither is a fault.
const HARMLESS = ['ENOENT', 'EISDIR', 'EPERM', 'EINVAL']

async function flushOne(path) {
  const file = await open(path, 'r').catch(forgive)
  try {
    await file?.sync().catch(forgive)
  } finally {
    await file?.close()
  }
}

function forgive(error) {
  if (!HARMLESS.includes(error.code)) throw error
}
