import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Database, openDatabase } from '../db/client.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { startServer } from '../e2e/stage-server.ts'
import { readAlignment } from '../server/activity/read-alignment.ts'
import { readAttention } from '../server/attention/read-attention.ts'
import { findRegister } from '../server/authoriser/find.ts'
import { foresee } from '../server/authoriser/foresee.ts'
import { findChanges, lastChange } from '../server/change/find.ts'
import { systemClock } from '../server/clock.ts'
import { findHeard } from '../server/intelligence/find.ts'
import { suggestJoins } from '../server/intelligence/suggest.ts'
import { findMeans } from '../server/means/find.ts'
import { readTriangle } from '../server/triangle/read-triangle.ts'
import { findLedger } from '../server/value/find.ts'
import { dayAt } from '../server/vocabulary/day.ts'
import { FIRST_ZONE } from '../server/vocabulary/time-zone.ts'
import { type Filled, fillRegisters, SIZES } from './registers/fill.ts'

/**
 * A network of 10,000 notes, 2,000 activities and 500 authorisers with 2,000 dependencies, beside a second one: how long the
 * built server takes for each page of it, asked one after another; and which indexes the database uses for it. Runs on the
 * embedded database, and on the PostgreSQL server that TEST_DATABASE_URL names. Prints a line of JSON for each; exits with 1
 * when a page is over its bar. Needs a build: npm start once.
 */
const BAR_MS = 300
const EXPOSURE_BAR_MS = 50
const ROUNDS = 7
const PAGES = [
  ...['', 'triangle', 'triangle?view=list', 'backing', 'backing?view=map', 'backing/informing', 'means', 'activities'],
  ...['activities/plan', 'hearing', 'hearing?single=150', 'value', 'reflections', 'changes', 'people'],
]

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number
const rounded = (ms: number) => Math.round(ms * 10) / 10

/** The indexes and the whole tables that the plans of everything a page asks for read. */
async function plansOf(database: Database, { networkId, convenor }: Filled) {
  const asked: { query: string; params: unknown[] }[] = []
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) }
  const db = drizzle(database.sql, { logger })
  const work = { db, clock: systemClock }
  const reader = { networkId, userId: convenor, role: 'convenor' } as const
  const now = new Date()
  const parts = {
    register: () => findRegister(db, reader),
    heard: () => findHeard(db, reader, now),
    suggestions: () => suggestJoins(db, reader),
    alignment: () => readAlignment(work, reader),
    ledger: () => findLedger(db, reader),
    means: () => findMeans(db, reader),
    triangle: () => readTriangle(db, reader),
    attention: () => readAttention(work, reader),
    changes: () => findChanges(db, networkId),
    lastChange: () => lastChange(db, networkId),
  }
  const found: Record<string, { ms: number; indexes: string[]; wholeTables: string[] }> = {}
  for (const [name, part] of Object.entries(parts)) {
    await part()
    asked.length = 0
    const start = performance.now()
    await part()
    const ms = rounded(performance.now() - start)
    const plans: string[] = []
    for (const { query, params } of asked) {
      const rows = await database.sql.unsafe(`explain (format json) ${query}`, params as never[])
      plans.push(JSON.stringify(rows))
    }
    const named = (pattern: RegExp) => [
      ...new Set(plans.flatMap((plan) => [...plan.matchAll(pattern)].map(([, one]) => one as string))),
    ]
    found[name] = {
      ms,
      indexes: named(/\\?"Index Name\\?":\s*\\?"(\w+)/g).sort(),
      wholeTables: named(/"Seq Scan\\?",(?:(?!Plans).)*?\\?"Relation Name\\?":\s*\\?"(\w+)/g).sort(),
    }
  }
  return found
}

/** How long the exposure alone takes: what falls at three horizons, what hangs on each, and the watch. */
async function exposureMs(database: Database, { networkId }: Filled): Promise<number> {
  const register = await findRegister(database.db, { networkId, role: 'convenor' })
  const today = dayAt(new Date(), FIRST_ZONE)
  return median(
    Array.from({ length: 15 }, () => {
      const start = performance.now()
      foresee(register, today)
      return performance.now() - start
    }),
  )
}

async function timePages({ networkId, cookie }: Filled, settings: { dataDir: string; url?: string }) {
  const server = await startServer(
    { origin: 'http://localhost:34117', dataDir: settings.dataDir },
    { DEMO: 'off', ...(settings.url ? { DATABASE_URL: settings.url } : { DATABASE_URL: '' }) },
  )
  try {
    const pages: Record<string, { medianMs: number; worstMs: number; kilobytes: number }> = {}
    for (const page of PAGES) {
      const address = `${server.origin}/network/${networkId}/${page}`
      const times: number[] = []
      let size = 0
      for (let round = 0; round <= ROUNDS; round += 1) {
        const start = performance.now()
        const answer = await fetch(address, { headers: { cookie } })
        const body = await answer.text()
        if (answer.status !== 200) throw new Error(`${page}: ${answer.status}`)
        size = body.length
        // The first is the warm-up.
        if (round > 0) times.push(performance.now() - start)
      }
      pages[page || 'network'] = {
        ...{ worstMs: rounded(Math.max(...times)), medianMs: rounded(median(times)) },
        kilobytes: Math.round(size / 1_000),
      }
    }
    return pages
  } finally {
    await server.kill('SIGTERM')
  }
}

async function measure(kind: 'embedded' | 'postgres', url?: string): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'registers-'))
  try {
    const database = await openDatabase(url ? { url } : { directory: join(dataDir, 'db') })
    await migrateDatabase(database)
    const filled = await fillRegisters(database)
    const exposure = await exposureMs(database, filled)
    const plans = await plansOf(database, filled)
    await database.close()
    const pages = await timePages(filled, { dataDir, url })
    const over = Object.entries(pages).filter(([, { medianMs }]) => medianMs > BAR_MS)
    const fine = over.length === 0 && exposure <= EXPOSURE_BAR_MS
    const bars = { pageMs: BAR_MS, exposureMs: EXPOSURE_BAR_MS }
    const result = { kind, node: process.version, sizes: SIZES, bars, fine, over: over.map(([page]) => page) }
    process.stdout.write(`${JSON.stringify({ ...result, exposureMs: rounded(exposure), pages, plans })}\n`)
    return fine
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

let fine = await measure('embedded')
if (process.env.TEST_DATABASE_URL) {
  const name = `registers_${process.pid}`
  const server = postgres(process.env.TEST_DATABASE_URL, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database ${name}`)
  const url = Object.assign(new URL(process.env.TEST_DATABASE_URL), { pathname: `/${name}` }).href
  try {
    fine = (await measure('postgres', url)) && fine
  } finally {
    await server.unsafe(`drop database ${name} with (force)`)
    await server.end()
  }
}
process.exit(fine ? 0 : 1)
