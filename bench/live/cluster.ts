import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A PostgreSQL of one's own, to be killed. */
export interface Cluster {
  readonly url: string
  /** Ends it and all its children with SIGKILL, as a power cut would. */
  kill(): void
  start(): Promise<void>
  stop(): void
}

/** Makes one in a directory of its own. Its programs are looked for in PG_BIN, then where Debian keeps them. */
export async function aCluster(): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'cluster-'))
  const data = join(directory, 'data')
  const port = await freePort()
  // PostgreSQL will not run as root.
  const isRoot = process.getuid?.() === 0
  if (isRoot) execFileSync('chown', ['postgres', directory])
  const run = (program: string, ...args: string[]) => {
    const [command, ...rest] = [
      ...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []),
      join(programs(), program),
      ...args,
    ]
    execFileSync(command as string, rest, { cwd: '/', stdio: 'ignore' })
  }
  run('initdb', '-D', data, '-U', 'postgres', '--auth=trust')
  const options = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c max_connections=200`
  const cluster: Cluster = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async start() {
      // Until the kernel has let go of the dead one's memory, it says no.
      for (let tries = 0; ; tries += 1)
        try {
          return run('pg_ctl', '-D', data, '-o', options, '-l', join(directory, 'log'), '-w', 'start')
        } catch (error) {
          if (tries === 50) throw error
          await wait(100)
        }
    },
    kill() {
      const master = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
      const children = readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ').map(Number)
      for (const pid of [master, ...children])
        try {
          process.kill(pid, 'SIGKILL')
        } catch {}
    },
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
      rmSync(directory, { recursive: true, force: true })
    },
  }
  await cluster.start()
  return cluster
}

function programs(): string {
  const { PG_BIN } = process.env
  if (PG_BIN) return PG_BIN
  const [newest] = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
  return `/usr/lib/postgresql/${newest}/bin`
}

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
