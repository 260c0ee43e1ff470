import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { lockDirectory } from './directory-lock.ts'
import { WireSocket } from './wire-socket.ts'

/** PGlite in a worker thread, reached like a PostgreSQL server. */
export interface EmbeddedDatabase {
  /** A fresh connection, for postgres.js's `socket` option. One at a time. */
  socket(): Promise<WireSocket>
  /** The whole database as a tar file, to start others from. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
}

type Deed = 'open' | 'wire' | 'dump' | 'close'

/** A worker thread that holds the opened database; asking one that has stopped fails. */
interface Thread {
  ask(deed: Deed, bytes?: Uint8Array): Promise<unknown>
  hasStopped(): boolean
  end(): Promise<unknown>
}

// A message that ends whatever a broken connection left open, before the next one begins.
const ROLLBACK = query('ROLLBACK; DEALLOCATE ALL')

/**
 * Opens the embedded database in a directory, or in memory without one. The directory is locked first: two processes on
 * one directory would spoil it. `dump` starts it in memory from an earlier database's contents.
 */
export async function openEmbedded(at: { directory?: string; dump?: Uint8Array }): Promise<EmbeddedDatabase> {
  const { directory } = at
  const unlock = directory ? lockDirectory(directory) : () => {}
  let thread: Thread
  try {
    if (directory && !existsSync(join(directory, 'PG_VERSION'))) await begin(directory)
    thread = await startThread(at)
  } catch (error) {
    unlock()
    throw error
  }
  let connections = 0
  return {
    async socket() {
      connections += 1
      // What is on disk outlives the thread; what was in memory alone does not.
      if (thread.hasStopped() && directory) thread = await startThread(at)
      else if (connections > 1) await thread.ask('wire', ROLLBACK)
      return new WireSocket((messages) => thread.ask('wire', messages) as Promise<Uint8Array>)
    },
    dump: () => thread.ask('dump') as Promise<Uint8Array>,
    async close() {
      await thread.ask('close').catch(() => undefined)
      await thread.end()
      unlock()
    },
  }
}

/** Makes a new database in a process of its own; see begin.mjs for why. */
function begin(directory: string): Promise<void> {
  const script = fileURLToPath(new URL('./begin.mjs', import.meta.url))
  return new Promise((resolve, reject) => {
    const beginner = spawn(process.execPath, [script, directory], { stdio: ['pipe', 'ignore', 'pipe'] })
    let said = ''
    beginner.stderr.on('data', (data) => {
      said += data
    })
    beginner.on('error', reject)
    beginner.on('close', (status) => {
      if (status === 0) resolve()
      else reject(new Error(`the embedded database could not be made in ${directory}: ${said.trim()}`))
    })
  })
}

async function startThread({ directory, dump }: { directory?: string; dump?: Uint8Array }): Promise<Thread> {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { directory, dump }, execArgv: [] })
  const thread = talkTo(worker)
  try {
    await thread.ask('open')
    return thread
  } catch (error) {
    await worker.terminate()
    throw error
  }
}

function talkTo(worker: Worker): Thread {
  const waiting = new Map<number, { answer(thing: unknown): void; fail(error: Error): void }>()
  let last = 0
  let stopped: Error | undefined
  worker.on('message', ({ id, answer, failed }: { id: number; answer?: unknown; failed?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (failed === undefined) asked?.answer(answer)
    else asked?.fail(new Error(failed))
  })
  const stop = (error: Error) => {
    stopped ??= error
    for (const { fail } of waiting.values()) fail(stopped)
    waiting.clear()
  }
  worker.on('error', stop)
  worker.on('exit', () => stop(new Error('the embedded database has stopped')))
  return {
    ask(deed, bytes) {
      if (stopped) return Promise.reject(stopped)
      return new Promise((answer, fail) => {
        last += 1
        waiting.set(last, { answer, fail })
        worker.postMessage({ id: last, deed, bytes: bytes && new Uint8Array(bytes) })
      })
    },
    hasStopped: () => stopped !== undefined,
    end: () => worker.terminate(),
  }
}

function query(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`)
  const head = Buffer.from([0x51, 0, 0, 0, 0])
  head.writeUInt32BE(text.length + 4, 1)
  return Buffer.concat([head, text])
}
