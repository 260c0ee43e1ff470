// Watches over the thread that serves everybody. Started as a file of its own, from here and from the build.
import { writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

const { beats, lookMs, looks } = workerData
const still = new Int32Array(new SharedArrayBuffer(4))
let last = 0
let silent = 0

parentPort.postMessage('begun')
for (;;) {
  // Looks are counted, and not the time: a process that was stopped, or a laptop that slept, misses one at most.
  Atomics.wait(still, 0, 0, lookMs)
  const beat = Atomics.load(beats, 0)
  const isWatched = beat > 0 && Atomics.load(beats, 1) === 0
  silent = isWatched && beat === last ? silent + 1 : 0
  last = beat
  if (silent >= looks) end()
}

/** Whatever hangs hears no other signal. What was acknowledged is stored. */
function end() {
  try {
    const msg = `nothing was done for ${Math.round((looks * lookMs) / 1_000)} s: the server is ended, to be started again`
    writeSync(2, `${JSON.stringify({ level: 60, time: Date.now(), pid: process.pid, msg })}\n`)
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}
