// Runs PGlite away from the main thread: takes wire messages, answers with wire messages, one batch after another.
// Plain JavaScript, because tests and commands start it as it stands.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { flushChanged } from './flush.mjs'
import { START_PARAMS } from './start-params.mjs'

const { directory, dump } = workerData
// Inside there is neither checkpointer nor autovacuum: without these its log grows for ever, and so do its tables.
const UPKEEP = [
  { everyMs: 5 * 60_000, sql: 'CHECKPOINT' },
  { everyMs: 60 * 60_000, sql: 'VACUUM (ANALYZE)' },
]

let database
let queue = Promise.resolve()
let isBetweenTransactions = true
/** When something was first asked that isn't flushed yet; undefined when all is. */
let unflushedSinceMs

const deeds = {
  async open() {
    const loadDataDir = dump && new Blob([dump])
    const dataDir = directory ?? 'memory://'
    database = await PGlite.create({
      ...{ dataDir, loadDataDir, relaxedDurability: true, startParams: START_PARAMS },
      // Likeness of texts: PostgreSQL brings it along, here it is loaded at every start.
      extensions: { pg_trgm },
    })
    unflushedSinceMs = 0
    if (directory) flushEachSecond()
    for (const { everyMs, sql } of directory ? UPKEEP : [])
      setInterval(() => inTurn(() => keepUp(sql)), everyMs).unref()
  },
  async wire(bytes) {
    const parts = []
    // Files are stamped by the kernel's coarser clock, a little behind ours.
    unflushedSinceMs ??= Date.now() - 1_000
    await database.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (part) => parts.push(part.slice()) })
    const answer = Buffer.concat(parts)
    isBetweenTransactions = endsIdle(answer)
    return answer
  },
  async dump() {
    return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
  },
  async close() {
    await database?.close()
    if (directory) await flush()
  },
}

/** Does one deed after all that were asked before. */
function inTurn(deed) {
  const done = queue.then(deed)
  queue = done.catch(() => undefined)
  return done
}

parentPort.on('message', ({ id, deed, bytes }) => {
  inTurn(() => deeds[deed](bytes)).then(
    (answer) => parentPort.postMessage({ id, answer }),
    (error) => parentPort.postMessage({ id, failed: error instanceof Error ? error.message : String(error) }),
  )
})

async function flush() {
  const sinceMs = unflushedSinceMs
  if (sinceMs === undefined) return
  unflushedSinceMs = undefined
  try {
    await flushChanged(directory, sinceMs)
  } catch (error) {
    // A disk that refuses is the operator's to hear of; the database goes on, and the next flush tries the same again.
    unflushedSinceMs = sinceMs
    console.error(`The embedded database could not be flushed to disk: ${error.message}`)
  }
}

function flushEachSecond() {
  setTimeout(() => flush().then(flushEachSecond), 1_000).unref()
}

/** Nothing may come between the messages of somebody's transaction: then upkeep waits for its next turn. */
async function keepUp(sql) {
  if (isBetweenTransactions) await database.exec(sql)
}

/** Whether an answer ends with "ready for query, in no transaction". */
const endsIdle = (answer) => answer.length >= 6 && answer.subarray(-6).equals(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]))
