// For a run of tests: the embedded database's code is compiled once, and what was made fast of it stays so. A process forgets
// both with the last database that uses them, and would make all anew for the next one.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const kept = new Set()

export async function setup() {
  if (process.env.TEST_DATABASE_URL) return
  const at = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  kept.add(await WebAssembly.compile(readFileSync(new URL('pglite.wasm', pathToFileURL(at)))))
}

export const teardown = () => kept.clear()
