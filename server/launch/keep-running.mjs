// Plain Node without dependencies, like what calls it.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const LONG_LIFE_MS = 60_000
const ASKING = ['SIGTERM', 'SIGINT', 'SIGHUP']
const FIRST_REST_MS = 1_000
const LONGEST_REST_MS = 30_000

/**
 * Runs a command until it ends by itself, or is asked to, here or directly: answers its exit status. When it is killed without
 * being asked (by its own watchdog, or a system without memory), it is started again: at once, and with ever longer rests when
 * it doesn't live for a minute.
 */
export function keepRunning(command, args, env = process.env) {
  return new Promise((resolve) => {
    let child
    let isAsked = false
    let resting
    let restMs = 0
    const start = () => {
      resting = undefined
      const since = performance.now()
      child = spawn(command, args, { stdio: 'inherit', env })
      child.on('error', (error) => {
        console.error(error.message)
        resolve(1)
      })
      child.on('exit', (status, signal) => {
        const livedMs = performance.now() - since
        if (isAsked || !isKilled({ status, signal, livedMs })) return resolve(status ?? statusOf(signal))
        if (livedMs > LONG_LIFE_MS) restMs = 0
        const when = restMs === 0 ? 'at once' : `in ${restMs / 1_000} s`
        console.error(`The server was ended by ${signal ?? `status ${status}`}. It is started again ${when}.`)
        resting = setTimeout(start, restMs)
        restMs = Math.min(LONGEST_REST_MS, Math.max(FIRST_REST_MS, 2 * restMs))
      })
    }
    for (const signal of ASKING)
      process.on(signal, () => {
        isAsked = true
        if (resting === undefined) return child.kill(signal)
        clearTimeout(resting)
        resolve(statusOf(signal))
      })
    start()
  })
}

/**
 * Whether somebody's end is one to start them again after: by a signal that asks for nothing. On Windows there are none: there a
 * process is killed with status 1, like one that can't be started; but that one doesn't live for a minute.
 */
export function isKilled({ status, signal, livedMs }, platform = process.platform) {
  if (status === null) return !ASKING.includes(signal)
  return platform === 'win32' && status === 1 && livedMs > LONG_LIFE_MS
}

const statusOf = (signal) => 128 + constants.signals[signal]
