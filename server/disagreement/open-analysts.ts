import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Analyst } from './analyst.ts'

/** Threads that work reports out. They begin when first needed, and end when nobody has asked for a minute. */
export interface Analysts extends Analyst {
  close(): Promise<void>
}

const IDLE_MS = 60_000
// One core stays with the thread that serves requests.
const MOST_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1))

/** Opens the threads. Beside the built server stands the built thread; from source it is read by what reads this file. */
export function openAnalysts(): Analysts {
  const isSource = import.meta.url.endsWith('.ts')
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./analysis-thread.mjs', import.meta.url)),
    minThreads: 0,
    maxThreads: MOST_THREADS,
    idleTimeout: IDLE_MS,
    execArgv: isSource ? ['--import', new URL('./from-source.mjs', import.meta.url).href] : ['--enable-source-maps'],
  })
  return {
    analyse: (...given) => pool.run(given, { name: 'analyse' }),
    tell: (...given) => pool.run(given, { name: 'tell' }),
    change: (...given) => pool.run(given, { name: 'change' }),
    close: () => pool.close({ force: true }),
  }
}
