// Makes a new embedded database, as a process of its own: begin.mjs DIRECTORY. The making takes 700 MB that a thread would
// never give back, and a process that is killed over it leaves no half-made directory in the database's place.
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { flushChanged } from './flush.mjs'
import { START_PARAMS } from './start-params.mjs'

const [directory] = process.argv.slice(2)
// Whoever asked holds the directory's lock: when they are gone, so is the right to make it.
process.stdin.on('end', () => process.exit(1)).resume()

const draft = `${basename(directory)}.new-`
for (const name of readdirSync(dirname(directory)).filter((name) => name.startsWith(draft)))
  rmSync(join(dirname(directory), name), { recursive: true, force: true })
const unfinished = join(dirname(directory), `${draft}${process.pid}`)
const database = await PGlite.create({ dataDir: unfinished, startParams: START_PARAMS })
await database.close()
await flushChanged(unfinished, 0)
renameSync(unfinished, directory)
process.exit(0)
