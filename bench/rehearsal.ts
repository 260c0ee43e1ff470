import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { createInterface } from 'node:readline'
import { findBrowser } from '../server/launch/browser.mjs'
import { ensureBuilt, ensureInstalled } from '../server/launch/ready.mjs'

/**
 * The rehearsal at its whole length: forty people from nine partners through a yearly review, and two of their phones without a
 * network for two minutes; `--offline 30` for half a minute. The tests run the same with as long as the others need to write.
 * Prints JSON: how long each step took to reach 95 % of the screens and all of them, in ms. Ends with 1 when anything was lost
 * or doubled, or a step was late. Wants a machine to itself.
 */
const at = process.argv.indexOf('--offline')
const offlineS = at > 0 ? Number(process.argv[at + 1]) : 120
ensureInstalled()
ensureBuilt()
const CHROMIUM_PATH = findBrowser()
if (!CHROMIUM_PATH) throw new Error('No browser could be found or fetched: set CHROMIUM_PATH to one.')
const began = performance.now()
const run = spawn('npx', ['playwright', 'test', 'a-rehearsal', '--reporter', 'line'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, CHROMIUM_PATH, REHEARSAL_OFFLINE_S: String(offlineS) },
})
let figures: object | undefined
for await (const line of createInterface({ input: run.stdout })) {
  const told = /REHEARSAL (\{.*\})/.exec(line)?.[1]
  if (told) figures = JSON.parse(told)
  else console.error(line)
}
const status = run.exitCode ?? (await new Promise<number>((resolve) => run.on('exit', (code) => resolve(code ?? 1))))
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
const tookS = Math.round((performance.now() - began) / 1_000)
console.log(JSON.stringify({ machine, tookS, isFine: status === 0, ...figures }, null, 2))
process.exit(status === 0 && figures ? 0 : 1)
