import { Piscina } from 'piscina'

/** Threads that answer or refuse whatever they are asked, whichever of them dies or can't begin. */
export interface LastingPool {
  run<T>(name: string, given: readonly unknown[]): Promise<T>
  /** Refuses all that is under way, too: whoever ends the process waits for none of it. */
  close(): Promise<void>
}

/**
 * A pool of which nobody waits for ever. Threads of Piscina that die take only their own jobs with them: what waits behind is not
 * begun before somebody asks again. And of one that can't begin it tells by an event, which unheard would end the process.
 * The file's `wake` does nothing.
 */
export function lastingPool(options: ConstructorParameters<typeof Piscina>[0]): LastingPool {
  const pool = new Piscina({ ...options, minThreads: 0 })
  const waiting = new Set<AbortController>()
  let isClosing = false
  const run = async <T>(name: string, given: readonly unknown[]): Promise<T> => {
    const job = new AbortController()
    waiting.add(job)
    try {
      return (await pool.run(given, { name, signal: job.signal })) as T
    } finally {
      waiting.delete(job)
      // Asking is what makes a thread begin.
      if (!isClosing && pool.queueSize > 0 && pool.threads.length === 0) run('wake', []).catch(() => {})
    }
  }
  pool.on('error', () => {
    // Whatever threads there are do what waits, and must not lose what they are at.
    if (pool.threads.length > 0) return
    for (const job of waiting) job.abort()
  })
  return {
    run,
    close() {
      isClosing = true
      return pool.destroy()
    },
  }
}
