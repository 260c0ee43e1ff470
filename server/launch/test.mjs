// npm test: installs, finds a browser, and runs everything. Plain Node until packages are there.
// --quick leaves the browser out; --stored runs only what touches the database and the browser, for a second database.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureBuilt, ensureInstalled } from './ready.mjs'
import { failedUnits, journeysOf } from './told.mjs'

const quick = process.argv.includes('--quick')
const stored = process.argv.includes('--stored')
const reports = mkdtempSync(join(tmpdir(), 'tricorner-test-'))
const count = { passed: 0, failed: 0 }
const failures = []

/** Whether one of the programs, run with these arguments, ends well. */
const node = (script, args, env = {}) =>
  new Promise((resolve) => {
    const run = spawn(process.execPath, [script, ...args], { stdio: 'inherit', env: { ...process.env, ...env } })
    run.on('close', (status) => resolve(status === 0))
  })

/** What stands among the tests of stored things and asks no database: a second one would show nothing new. */
const WITHOUT_DATABASE = [
  'server/authoriser/calendar.test.ts',
  'server/disagreement/analyse-apart.test.ts',
  'server/disagreement/lasting-pool.test.ts',
  'server/intelligence/shared-between.test.ts',
  'server/participant/wrong-codes.test.ts',
  'server/proposition/word-diff.test.ts',
  'server/session/look-together.test.ts',
]
const testsIn = (room) =>
  readdirSync(`server/${room}`, { recursive: true })
    .map((name) => `server/${room}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /[.]test[.]tsx?$/.test(file) && !WITHOUT_DATABASE.includes(file))

/** Runs one check that passes or fails as a whole. */
async function check(name, script, args) {
  console.log(`\n${name}`)
  const fine = await node(script, args)
  count[fine ? 'passed' : 'failed'] += 1
  if (!fine) failures.push(name)
}

function readReport(file, read) {
  if (!existsSync(file)) {
    count.failed += 1
    return
  }
  const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')))
  count.passed += passed
  count.failed += failed
  // A run that closes on no test at all has tested nothing.
  if (passed + failed === 0) count.failed += 1
}

async function unitTests() {
  const file = join(reports, 'unit.json')
  console.log('\nUnit and integration tests')
  const rooms =
    'agreement authoriser disagreement governance intelligence participant proposition rating record session sheet view'
  const chosen = stored
    ? [
        'db/client',
        'db/seed',
        'server/sync/postgres-store',
        'server/sync/several-servers',
        'server/sync/silent-way',
        ...rooms.split(' ').flatMap(testsIn),
      ]
    : []
  const fine = await node('node_modules/vitest/vitest.mjs', [
    'run',
    ...chosen,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  readReport(file, (report) => {
    failures.push(...failedUnits(report))
    return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, fine ? 0 : 1) }
  })
}

async function journeys() {
  const browser = findBrowser()
  if (!browser) {
    console.log('No browser could be found or fetched: set CHROMIUM_PATH to one.')
    count.failed += 1
    return
  }
  ensureBuilt()
  console.log('\nEnd-to-end tests')
  const file = join(reports, 'journeys.json')
  // How pages look has nothing to do with which database it is, and a killed server has the embedded one in both parts.
  const chosen = stored ? ['--grep', '/what-we-hear[.]spec/', '--grep-invert', 'fit for everybody'] : []
  const fine = await node('node_modules/@playwright/test/cli.js', ['test', ...chosen], {
    CHROMIUM_PATH: browser,
    E2E_REPORT: file,
  })
  readReport(file, (report) => {
    const all = journeysOf(report).sort((a, b) => b.seconds - a.seconds)
    failures.push(...all.filter(({ failed }) => failed).map(({ name, why }) => `${name}\n${why}`))
    console.log('\nThe longest journeys')
    for (const { name, seconds } of all.slice(0, 25)) console.log(`  ${seconds.toFixed(0)} s  ${name}`)
    const { stats } = report
    return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky + stats.skipped, fine ? 0 : 1) }
  })
}

ensureInstalled()
if (!stored) {
  await check('Biome', 'node_modules/@biomejs/biome/bin/biome', ['check'])
  await node('node_modules/next/dist/bin/next', ['typegen'])
  await check('Types', 'node_modules/typescript/bin/tsc', ['--noEmit'])
}
// A database over there is waited for by both: beside each other they take the time of one.
const units = unitTests()
if (!stored) await units
if (!quick) await journeys()
await units
rmSync(reports, { recursive: true, force: true })
for (const failure of failures) console.log(`\nFailed: ${failure}`)
console.log(`\n${count.passed} passed, ${count.failed} failed`)
process.exit(count.failed > 0 ? 1 : 0)
