import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Analyst, faultOfWork } from './analyst.ts'
import { lastingPool } from './lasting-pool.ts'

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
  const pool = lastingPool({
    filename: fileURLToPath(new URL('./analysis-thread.mjs', import.meta.url)),
    maxThreads: MOST_THREADS,
    idleTimeout: IDLE_MS,
    execArgv: isSource ? ['--import', new URL('./from-source.mjs', import.meta.url).href] : ['--enable-source-maps'],
  })
  const ask = async <T>(name: string, given: readonly unknown[]): Promise<T> => {
    const answer = await pool.run<{ found: T } | { fault: unknown }>(name, given)
    if ('found' in answer) return answer.found
    throw faultOfWork(answer.fault)
  }
  return {
    analyse: (...given) => ask('analyse', given),
    tell: (...given) => ask('tell', given),
    change: (...given) => ask('change', given),
    sign: (...given) => ask('sign', given),
    close: () => pool.close(),
  }
}
