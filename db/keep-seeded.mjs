// For a run of tests: where the embedded database lies that the first of them put the demo networks in, for others to copy.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let place

export function setup() {
  place = mkdtempSync(join(tmpdir(), 'tricorner-seeded-'))
  process.env.SEEDED_IN = place
}

export const teardown = () => rmSync(place, { recursive: true, force: true })
