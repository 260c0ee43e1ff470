import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { openMailbox } from './mailbox.ts'

/** A server of the tests' own, with data of its own: started built, as a newcomer's is. */
export interface StageServer {
  readonly origin: string
  readonly dataDir: string
  readonly process: ChildProcess
  kill(signal: NodeJS.Signals): Promise<void>
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** Starts the built server and waits until it is ready. `again` starts it on the data and port it had. */
export async function startServer(
  again?: { origin: string; dataDir: string },
  settings: Record<string, string> = {},
): Promise<StageServer> {
  const port = again ? Number(new URL(again.origin).port) : await freePort()
  const origin = `http://localhost:${port}`
  const dataDir = again?.dataDir ?? mkdtempSync(join(tmpdir(), 'tricorner-e2e-'))
  if (!again && process.env.E2E_BEGUN) cpSync(process.env.E2E_BEGUN, join(dataDir, 'db'), { recursive: true })
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    ORIGIN: origin,
    DATA_DIR: dataDir,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
    ...settings,
  }
  const server = spawn(process.execPath, ['dist/server.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()))
  await Promise.race([
    untilReady(origin),
    ended.then(() => Promise.reject(new Error('the server ended before it was ready'))),
  ])
  return {
    origin,
    dataDir,
    process: server,
    async kill(signal) {
      server.kill(signal)
      await ended
    },
  }
}

async function untilReady(origin: string): Promise<void> {
  const deadline = Date.now() + 180_000
  for (;;) {
    const ready = await fetch(`${origin}/api/health/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    if (Date.now() > deadline) throw new Error('the server was not ready within three minutes')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A database of the tests' own on the PostgreSQL server that TEST_DATABASE_URL names; without one the embedded database. */
async function aDatabase(): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) return async () => {}
  const name = `e2e_${process.pid}`
  const server = postgres(url, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database ${name}`)
  process.env.DATABASE_URL = Object.assign(new URL(url), { pathname: `/${name}` }).href
  return async () => {
    await server.unsafe(`drop database ${name} with (force)`)
    await server.end()
  }
}

/** Where an embedded database lies that others are copied from: to make one takes a core for seconds, beside other tests for ten. */
async function begin(place: string): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return ''
  const begun = join(place, 'begun')
  await promisify(execFile)(process.execPath, ['dist/begin.mjs', begun])
  return begun
}

export default async function setUp(): Promise<() => Promise<void>> {
  const dropDatabase = await aDatabase()
  const place = mkdtempSync(join(tmpdir(), 'tricorner-stage-'))
  const mails = join(place, 'mails')
  mkdirSync(mails)
  const mailbox = await openMailbox(mails)
  const [server, begun] = await Promise.all([startServer(undefined, { MAIL_URL: mailbox.url }), begin(place)])
  process.env.E2E_BEGUN = begun
  process.env.E2E_MAIL_DIR = mails
  process.env.E2E_ORIGIN = server.origin
  process.env.E2E_DATA_DIR = server.dataDir
  return async () => {
    await server.kill('SIGTERM')
    mailbox.close()
    rmSync(place, { recursive: true, force: true })
    await dropDatabase()
    rmSync(server.dataDir, { recursive: true, force: true })
  }
}
