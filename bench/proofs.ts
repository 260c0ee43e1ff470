import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled } from '../server/launch/ready.mjs'

/**
 * The live line's proofs at their whole size, which the tests run in short: hostile frames, updates by hand, forgeries, flipped bits, the gate
 * beside its plain rules, what is hostile by the thousand, crowds at the door and on a board, and honest people. Takes the names of some of them, else runs all; prints a line of JSON for each.
 * Exits with 1 when one fails. Wants a machine to itself: it holds the server to its bars of time.
 */
const ALL = ['fuzz', 'by-hand', 'forged', 'damage', 'gate-laws', 'in-numbers', 'crowds', 'honest']
const names = process.argv.length > 2 ? process.argv.slice(2) : ALL
ensureInstalled()
const directory = mkdtempSync(join(tmpdir(), 'proofs-'))
const file = join(directory, 'figures')
let status = 0
for (const name of names) {
  try {
    execFileSync('npx', ['vitest', 'run', `server/sync/${name}.test.ts`], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PROOF: 'whole', PROOF_FIGURES: file },
    })
  } catch {
    status = 1
  }
}
console.log(JSON.stringify({ machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version } }))
try {
  process.stdout.write(readFileSync(file, 'utf8'))
} catch {
  console.error('no proof came to its end')
}
rmSync(directory, { recursive: true, force: true })
process.exit(status)
