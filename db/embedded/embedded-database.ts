import { mkdirSync } from 'node:fs'
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

// A message that ends whatever a broken connection left open, before the next one begins.
const ROLLBACK = query('ROLLBACK')

/**
 * Opens the embedded database in a directory, or in memory without one. The directory is locked first: two processes on
 * one directory would spoil it. `dump` starts it from an earlier database's contents.
 */
export async function openEmbedded({
  directory,
  dump,
}: {
  directory?: string
  dump?: Uint8Array
}): Promise<EmbeddedDatabase> {
  const unlock = directory ? lockDirectory(directory) : () => {}
  if (directory) mkdirSync(directory, { recursive: true })
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { dataDir: directory ?? 'memory://', dump },
    execArgv: [],
  })
  const ask = questions(worker)
  try {
    await ask('open')
  } catch (error) {
    unlock()
    await worker.terminate()
    throw error
  }
  let connections = 0
  return {
    async socket() {
      connections += 1
      if (connections > 1) await ask('wire', ROLLBACK)
      return new WireSocket((messages) => ask('wire', messages) as Promise<Uint8Array>)
    },
    dump: () => ask('dump') as Promise<Uint8Array>,
    async close() {
      await ask('close').catch(() => undefined)
      await worker.terminate()
      unlock()
    },
  }
}

/** Asks the worker and waits for its answer; a worker that dies fails everything that waits. */
function questions(worker: Worker) {
  const waiting = new Map<number, { answer(thing: unknown): void; fail(error: Error): void }>()
  let last = 0
  worker.on('message', ({ id, answer, failed }: { id: number; answer?: unknown; failed?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (failed === undefined) asked?.answer(answer)
    else asked?.fail(new Error(failed))
  })
  const died = (error: Error) => {
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
  }
  worker.on('error', died)
  worker.on('exit', () => died(new Error('the embedded database has stopped')))
  return (deed: 'open' | 'wire' | 'dump' | 'close', bytes?: Uint8Array) =>
    new Promise<unknown>((answer, fail) => {
      last += 1
      waiting.set(last, { answer, fail })
      worker.postMessage({ id: last, deed, bytes: bytes && new Uint8Array(bytes) })
    })
}

function query(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`)
  const head = Buffer.from([0x51, 0, 0, 0, 0])
  head.writeUInt32BE(text.length + 4, 1)
  return Buffer.concat([head, text])
}
