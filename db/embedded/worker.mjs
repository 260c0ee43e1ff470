// Runs PGlite away from the main thread: takes wire messages, answers with wire messages, one batch after another.
// Plain JavaScript, because tests, commands and the built server start it as it stands.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

const { dataDir, dump } = workerData

let database
let queue = Promise.resolve()

const deeds = {
  async open() {
    const loadDataDir = dump && new Blob([dump])
    const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']
    database = await PGlite.create({ dataDir, loadDataDir, relaxedDurability: true, startParams })
  },
  async wire(bytes) {
    const parts = []
    await database.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (part) => parts.push(part.slice()) })
    return Buffer.concat(parts)
  },
  async dump() {
    return new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
  },
  async close() {
    await database?.close()
  },
}

parentPort.on('message', ({ id, deed, bytes }) => {
  queue = queue.then(async () => {
    try {
      parentPort.postMessage({ id, answer: await deeds[deed](bytes) })
    } catch (error) {
      parentPort.postMessage({ id, failed: error instanceof Error ? error.message : String(error) })
    }
  })
})
