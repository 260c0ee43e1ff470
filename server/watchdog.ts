import { once } from 'node:events'
import { url as debuggerAt } from 'node:inspector'
import { Worker } from 'node:worker_threads'

/** How often is looked, in milliseconds, and how many looks in a row may find that nothing was done. */
export interface Watch {
  readonly lookMs: number
  readonly looks: number
}
const WATCH: Watch = { lookMs: 1_000, looks: 10 }

/**
 * Has a thread watch over this one from now on, and end the process with SIGKILL when its loop stands still for ten seconds:
 * whoever started it starts it again. While a debugger is attached nobody watches, for it stops the loop itself. Answers
 * once the thread looks.
 */
export function watchOver({ lookMs, looks }: Watch = WATCH): Promise<unknown> {
  const beats = new Int32Array(new SharedArrayBuffer(8))
  const thread = new Worker(new URL('./watchdog-thread.mjs', import.meta.url), {
    workerData: { beats, lookMs, looks },
    execArgv: [],
  })
  // A server that nobody watches over is better than none.
  thread.on('error', (error) => console.error('nobody watches over the server:', error.message))
  thread.unref()
  const beat = () => {
    Atomics.store(beats, 1, debuggerAt() ? 1 : 0)
    Atomics.add(beats, 0, 1)
  }
  beat()
  setInterval(beat, lookMs / 2).unref()
  return once(thread, 'message').catch(() => {})
}
