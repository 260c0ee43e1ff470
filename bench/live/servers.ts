import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { askRunning } from '../../server/admin/socket.ts'
import { freePort } from './cluster.ts'
import type { Place } from './person.ts'

/** A server under test. Its boards and what is stored outlive `kill` and `start`. */
export interface Server {
  readonly name: string
  start(): Promise<void>
  /** Ends it with SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** A fresh board, and places at it for so many people. */
  board(people: number): Promise<Place[]>
  /** Live heap after a collection, in bytes. */
  heap(): Promise<number>
  /** How long its processor has worked since it was started, in milliseconds. */
  cpuMs(): number
  stop(): Promise<void>
}

const PEERS = ['y-websocket@2.1.0', '@hocuspocus/server@4', 'ws@8', 'yjs@13.6.33']
// A signal collects and notes the heap; loaded into whichever server is measured.
const HEAP_NOTE = `import { writeFileSync } from 'node:fs'
process.on('SIGUSR2', () => { gc(); gc(); writeFileSync(process.env.HEAP_NOTE, String(process.memoryUsage().heapUsed)) })`
const HOCUSPOCUS = `import { Server } from '@hocuspocus/server'
new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true, stopOnSignals: false }).listen()`

/** Installs the peers from npm, outside the project. */
export function installPeers(): string {
  const directory = mkdtempSync(join(tmpdir(), 'peers-'))
  writeFileSync(join(directory, 'package.json'), '{"private":true}')
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...PEERS], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  writeFileSync(join(directory, 'hocuspocus.mjs'), HOCUSPOCUS)
  return directory
}

/** A Node process on a port of its own, that can be killed and started again, and tells its heap. */
async function aProcess(args: string[], env: Record<string, string>, cwd: string, path: string) {
  const port = await freePort()
  const notes = mkdtempSync(join(tmpdir(), 'heap-'))
  const note = join(notes, 'heap')
  writeFileSync(join(notes, 'note.mjs'), HEAP_NOTE)
  let child: ChildProcess
  const exit = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  return {
    port,
    async start() {
      const all: NodeJS.ProcessEnv = {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(port),
        HEAP_NOTE: note,
        NODE_ENV: 'production',
        ...env,
      }
      const loading = [
        '--expose-gc',
        ...(process.env.SERVER_ARGS?.split(' ') ?? []),
        '--import',
        join(notes, 'note.mjs'),
      ]
      child = spawn(process.execPath, [...loading, ...args], { cwd, env: all, stdio: ['ignore', 'ignore', 'inherit'] })
      for (;;) {
        if (child.exitCode !== null) throw new Error(`${args.at(-1)} ended with ${child.exitCode}`)
        const answers = await fetch(`http://127.0.0.1:${port}${path}`).then(
          ({ ok }) => ok,
          () => false,
        )
        if (answers) return
        await wait(50)
      }
    },
    async heap() {
      rmSync(note, { force: true })
      child.kill('SIGUSR2')
      for (;;) {
        await wait(50)
        try {
          const noted = readFileSync(note, 'utf8')
          if (noted) return Number(noted)
        } catch {}
      }
    },
    // User and system time, in hundredths of a second (proc(5)); the name before them may hold blanks.
    cpuMs() {
      const after = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(after[11]) + Number(after[12])) * 10
    },
    kill: () => exit('SIGKILL'),
    async stop() {
      await exit('SIGTERM')
      rmSync(notes, { recursive: true, force: true })
    },
  }
}

/** One of the peers. Whatever name is asked for is a board, and anybody may write. */
export async function aPeer(name: 'y-websocket' | 'hocuspocus', directory: string): Promise<Server> {
  const script = name === 'hocuspocus' ? 'hocuspocus.mjs' : 'node_modules/y-websocket/bin/server.cjs'
  const server = await aProcess([script], {}, directory, '/')
  let boards = 0
  return {
    ...server,
    name,
    async board(people) {
      boards += 1
      const board = `board${boards}`
      const url = `ws://127.0.0.1:${server.port}/${name === 'hocuspocus' ? '' : board}`
      return Array.from({ length: people }, (_, i) => ({
        ...{ url, headers: {}, seatId: `seat${i}`, partnerId: 'partner' },
        ...(name === 'hocuspocus' ? { name: board } : {}),
      }))
    },
  }
}

/** Ours, with the address that it is reached at; another server on the same boards is made with `beside`. */
export interface Ours extends Server {
  readonly origin: string
  beside(): Promise<Ours>
}

/** Ours, as it is built, on the PostgreSQL server of TEST_DATABASE_URL or on the embedded database. */
export async function ours(shared?: Awaited<ReturnType<typeof aDatabase>>): Promise<Ours> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tricorner-bench-'))
  const database = shared ?? (await aDatabase())
  const env = {
    ...{ DATA_DIR: dataDir, DEMO: 'off', LOG_LEVEL: 'error', NEXT_TELEMETRY_DISABLED: '1' },
    // Whoever has a seat at one server has it at all of them.
    AUTH_SECRET: 'a secret for benches, and for nothing else',
    ...database.env,
  }
  const server = await aProcess(['dist/server.js'], env, process.cwd(), '/api/health/ready')
  const origin = `http://localhost:${server.port}`
  const admin = async (...args: string[]) => {
    const ended = await askRunning(dataDir, [...args, '--json'])
    if (ended?.status !== 0) throw new Error(`admin ${args.join(' ')}: ${ended?.err}`)
    return JSON.parse(ended.out) as Record<string, string>
  }
  let network: { networkId: string; partnerId: string } | undefined
  const openNetwork = async () => {
    const { networkId } = await admin('network', 'create', 'Bench network')
    const { partnerId } = await admin('partner', 'add', networkId as string, 'City Council')
    return { networkId: networkId as string, partnerId: partnerId as string }
  }
  return {
    ...server,
    origin,
    beside: () => ours({ ...database, drop: async () => {} }),
    name: `tricorner on ${database.name}`,
    async board(people) {
      network ??= await openNetwork()
      const { sessionId, code } = await admin('session', 'open', network.networkId, 'Bench')
      for (const step of ['show-views', 'talk']) await admin('session', 'step', sessionId as string, step)
      const places: Place[] = []
      for (let i = 0; i < people; i += 1)
        places.push(await takeSeat(origin, code as string, sessionId as string, network.partnerId))
      return places
    },
    async stop() {
      await server.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function takeSeat(origin: string, code: string, sessionId: string, partnerId: string): Promise<Place> {
  const answer = await fetch(`${origin}/join/${code}/seat`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ partner: partnerId, organisation: '', name: '' }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const seatId = new RegExp(`${sessionId}\\.([0-9a-z]+)`).exec(decodeURIComponent(cookie))?.[1]
  if (!seatId) throw new Error(`no seat: ${answer.status} ${answer.headers.get('location')}`)
  // The peers are reached by number: to look a name up is no part of the line.
  const at = origin.replace('http://localhost', 'ws://127.0.0.1')
  return { url: `${at}/sync/${sessionId}`, headers: { cookie, origin }, seatId, partnerId }
}

async function aDatabase(): Promise<{ name: string; env: Record<string, string>; drop(): Promise<void> }> {
  const { TEST_DATABASE_URL } = process.env
  if (!TEST_DATABASE_URL) return { name: 'the embedded database', env: { DATABASE_URL: '' }, drop: async () => {} }
  const name = `bench_${process.pid}`
  const server = postgres(TEST_DATABASE_URL, { max: 1, onnotice: () => {} })
  await server.unsafe(`create database ${name}`)
  const DATABASE_URL = Object.assign(new URL(TEST_DATABASE_URL), { pathname: `/${name}` }).href
  return {
    ...{ name: 'PostgreSQL', env: { DATABASE_URL } },
    async drop() {
      await server.unsafe(`drop database ${name} with (force)`)
      await server.end()
    },
  }
}
