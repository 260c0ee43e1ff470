import { chmodSync, existsSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { causeOf } from '#server/faults.ts'
import type { Desk } from './desk.ts'
import type { Ended } from './run-admin.ts'
import { runAdmin } from './run-admin.ts'

const socketIn = (dataDir: string) => join(dataDir, 'admin.sock')

/** Lets the admin command work through a running server, by a socket that only this machine's operator can open. */
export async function openAdminSocket(dataDir: string, desk: Desk): Promise<Server> {
  const path = socketIn(dataDir)
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    let asked = ''
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      asked += data
      if (!asked.endsWith('\n')) return
      const answer = (ended: Ended) => socket.end(`${JSON.stringify(ended)}\n`)
      const failed = (error: unknown) => answer({ status: 1, out: '', err: `admin: ${causeOf(error)}` })
      // In a promise, so that a line that is no JSON ends this call and not the server.
      Promise.resolve(asked)
        .then((line) => runAdmin(desk, JSON.parse(line) as string[]))
        .then(answer, failed)
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  chmodSync(path, 0o600)
  return server
}

/** Asks a running server; undefined when none runs on this directory. */
export function askRunning(dataDir: string, argv: readonly string[]): Promise<Ended | undefined> {
  const path = socketIn(dataDir)
  if (!existsSync(path)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const socket = connect(path)
    let answer = ''
    socket.on('connect', () => socket.write(`${JSON.stringify(argv)}\n`))
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', () => resolve(undefined))
    socket.on('end', () => resolve(answer ? (JSON.parse(answer) as Ended) : undefined))
  })
}
