import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

const running: ChildProcess[] = []
test.afterEach(() => {
  for (const started of running.splice(0)) started.kill('SIGKILL')
})

/** Starts a command with data of its own, and gathers what it says. */
function start(command: string, args: string[], settings: Record<string, string>) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DEMO: 'off',
    ORIGIN: '',
    ...settings,
  }
  delete env.DATABASE_URL
  const started = spawn(command, args, { env })
  running.push(started)
  const said = { out: '', err: '' }
  const words = new Map<string, () => void>()
  const heard = () => {
    for (const [word, tell] of words) if (said.out.includes(word)) tell()
  }
  started.stdout.on('data', (data) => {
    said.out += data
    heard()
  })
  started.stderr.on('data', (data) => {
    said.err += data
  })
  const ended = new Promise<{ status: number | null; out: string; err: string }>((resolve) =>
    started.on('close', (status) => resolve({ status, ...said })),
  )
  const hears = (word: string) =>
    new Promise<string>((resolve, reject) => {
      words.set(word, () => resolve(said.out))
      heard()
      void ended.then(({ err }) => reject(new Error(`it ended before it said ${word}: ${err}`)))
    })
  return { process: started, ended, hears }
}
const server = (settings: Record<string, string>, ...args: string[]) =>
  start(process.execPath, ['dist/server.js', ...args], settings)
const aPlace = () => mkdtempSync(join(tmpdir(), 'tricorner-server-'))
const aPort = () =>
  new Promise<string>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(String(port)))
    })
  })

test('npm start says where it is, tells its health, and a signal to npm stops all of it in order', async () => {
  const [PORT, DATA_DIR] = [await aPort(), aPlace()]
  const npm = start('npm', ['start'], { PORT, DATA_DIR })
  expect(await npm.hears(DATA_DIR)).toContain(`Tricorner is at http://localhost:${PORT}`)
  const health = async (of: string) => (await fetch(`http://127.0.0.1:${PORT}/api/health/${of}`)).json()
  expect(await health('live')).toEqual({ ok: true })
  expect(await health('ready')).toMatchObject({
    ok: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: 'embedded',
    migrations: expect.stringMatching(/^(\d+) of \1$/),
  })
  expect(readdirSync(DATA_DIR).sort()).toEqual(['admin.sock', 'db', 'db.lock', 'secret'])
  const signalled = Date.now()
  npm.process.kill('SIGTERM')
  await npm.ended
  await expect.poll(() => readdirSync(DATA_DIR).sort()).toEqual(['db', 'secret'])
  expect(Date.now() - signalled).toBeLessThan(5_000)
  await expect(fetch(`http://127.0.0.1:${PORT}/api/health/live`)).rejects.toThrow()
})

test('a server on data that another holds says who holds it, and the other goes on', async () => {
  const [PORT, DATA_DIR] = [await aPort(), aPlace()]
  const first = server({ PORT, DATA_DIR })
  await first.hears(DATA_DIR)
  const second = await server({ PORT: await aPort(), DATA_DIR }).ended
  expect(second).toEqual({
    status: 1,
    out: '',
    err: `${join(DATA_DIR, 'db')} is in use by process ${first.process.pid}: stop it first, or set DATA_DIR to another directory\n`,
  })
  expect((await fetch(`http://127.0.0.1:${PORT}/api/health/ready`)).status).toBe(200)
  expect(existsSync(join(DATA_DIR, 'admin.sock'))).toBe(true)
})

test('a server whose port is taken says so before it opens anything', async () => {
  const [PORT, DATA_DIR] = [await aPort(), aPlace()]
  const other = createServer().listen(Number(PORT), '127.0.0.1')
  const { status, err } = await server({ PORT, DATA_DIR }).ended
  other.close()
  expect({ status, err }).toEqual({
    status: 1,
    err: `Port ${PORT} is taken: stop what uses it, or set PORT to another number.\n`,
  })
  expect(readdirSync(DATA_DIR)).toEqual(['secret'])
})

for (const [settings, args, line] of [
  [{ PORT: 'many' }, [], 'PORT=many is not a port number\n'],
  [{}, ['--lam'], 'There is no option --lam: --lan lets phones in the room reach the server\n'],
] as const)
  test(`asked wrongly (${JSON.stringify(settings)} ${args}), it says so in one line, and leaves nothing behind`, async () => {
    const DATA_DIR = join(aPlace(), 'data')
    expect(await server({ DATA_DIR, ...settings }, ...args).ended).toEqual({ status: 2, out: '', err: line })
    expect(existsSync(DATA_DIR)).toBe(false)
  })

test('for phones in the room it prints an address that they can reach, and its picture', async () => {
  const [PORT, DATA_DIR] = [await aPort(), aPlace()]
  const said = await server({ PORT, DATA_DIR }, '--lan').hears('█')
  const [, address] = said.match(/Phones in the room: (http:\/\/\S+)\/join/) ?? []
  expect((await fetch(`${address}/api/health/live`)).status).toBe(200)
})

test('what is too large is turned away before it is read', async () => {
  const { E2E_ORIGIN } = process.env
  const asked = Date.now()
  const response = await fetch(`${E2E_ORIGIN}/api/trpc/rating.give`, { method: 'POST', body: new Uint8Array(2 ** 21) })
  expect(response.status).toBe(413)
  expect(Date.now() - asked).toBeLessThan(1_000)
})

test('every script of a page carries the nonce of its answer', async () => {
  const { E2E_ORIGIN } = process.env
  for (const path of ['/', '/join', '/help', '/sign-in', '/nowhere']) {
    const response = await fetch(`${E2E_ORIGIN}${path}`)
    const nonce = response.headers.get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1]
    const scripts = (await response.text()).match(/<script[^>]*>/g) ?? []
    expect(scripts.length, path).toBeGreaterThan(0)
    expect(
      scripts.filter((script) => !script.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([])
  }
})
