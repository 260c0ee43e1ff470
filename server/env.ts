import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join, resolve } from 'node:path'

/** How this process is set up: from the environment, with what a newcomer needs already in place. */
export interface Env {
  readonly port: number
  readonly host: string
  /** Where links lead and whose pages may connect. */
  readonly origin: string
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly secret: string
  readonly mailUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: string
  readonly demo: boolean
}

/** Something in the environment or the command line that can't be used: one line that names it. */
export class BadEnv extends Error {
  override readonly name = 'BadEnv'
}

type Settings = Readonly<Record<string, string | undefined>>

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']
const EVERYWHERE = ['0.0.0.0', '::']
const THIS_MACHINE = ['127.0.0.1', '::1', 'localhost']
const SHORTEST_SECRET = 32
// The operator's socket lies in it, and an address of a socket takes 103 bytes at most on every system.
const LONGEST_DIRECTORY = 103 - '/admin.sock'.length

/** What was asked on the command line. Throws BadEnv for anything else than `--lan` and `--dev`. */
export function readOptions(argv: readonly string[]): { lan: boolean; dev: boolean } {
  const unknown = argv.find((option) => option !== '--lan' && option !== '--dev')
  if (unknown) throw new BadEnv(`There is no option ${unknown}: --lan lets phones in the room reach the server`)
  return { lan: argv.includes('--lan'), dev: argv.includes('--dev') }
}

/** Reads the environment; `lan` also listens for phones in the room. Throws BadEnv with one clear line. */
export function readEnv(env: Settings, { lan = false } = {}): Env {
  const port = readPort(env.PORT)
  const host = env.HOST || (lan ? '0.0.0.0' : '127.0.0.1')
  const origin = readOrigin(env.ORIGIN, host, port)
  const dataDir = readDataDir(env.DATA_DIR)
  return {
    port,
    host,
    origin,
    databaseUrl: readAddress(env, 'DATABASE_URL', ['postgres', 'postgresql']),
    dataDir,
    mailUrl: readAddress(env, 'MAIL_URL', ['smtp', 'smtps']),
    mailFrom: env.MAIL_FROM || `Tricorner <no-reply@${new URL(origin).hostname}>`,
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL || 'info', LEVELS),
    demo: oneOf('DEMO', env.DEMO || 'on', ['on', 'off']) === 'on',
    // Last, because a secret may be made: a wrong setting leaves nothing behind.
    secret: readSecret(env.AUTH_SECRET, dataDir),
  }
}

function readPort(given: string | undefined): number {
  const port = Number(given || 3000)
  if (!/^\d*$/.test(given ?? '') || port < 1 || port > 65_535) throw new BadEnv(`PORT=${given} is not a port number`)
  return port
}

function readOrigin(given: string | undefined, host: string, port: number): string {
  const address = given || `http://${nameOf(host)}:${port}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url && !given) throw new BadEnv(`HOST=${host} is no address`)
  if (!url || !/^https?:$/.test(url.protocol)) throw new BadEnv(`ORIGIN=${given} is not an http(s) address`)
  if (url.href !== `${url.origin}/`) throw new BadEnv(`ORIGIN=${given} is more than a scheme, a name and a port`)
  return url.origin
}

/** By what name a browser reaches what listens there. Phones can't follow a link to localhost. */
function nameOf(host: string): string {
  if (THIS_MACHINE.includes(host)) return 'localhost'
  if (EVERYWHERE.includes(host)) return lanAddress() ?? 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** This machine's address in its own network; undefined without one. */
function lanAddress(): string | undefined {
  const found = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
  return found.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}

function readDataDir(given: string | undefined): string {
  const dataDir = resolve(given || '.data')
  const length = Buffer.byteLength(dataDir)
  if (length > LONGEST_DIRECTORY)
    throw new BadEnv(`DATA_DIR is ${length} bytes long, and at most ${LONGEST_DIRECTORY} can be: ${dataDir}`)
  return dataDir
}

/** Addresses hold passwords: the line that refuses one doesn't repeat it. */
function readAddress(env: Settings, name: string, schemes: string[]): string | undefined {
  const given = env[name] || undefined
  if (given && !schemes.some((scheme) => given.startsWith(`${scheme}://`)))
    throw new BadEnv(`${name} does not begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`)
  return given
}

function oneOf(name: string, given: string, allowed: string[]): string {
  if (!allowed.includes(given)) throw new BadEnv(`${name}=${given} is none of ${allowed.join(', ')}`)
  return given
}

function readSecret(given: string | undefined, dataDir: string): string {
  if (given && given.length < SHORTEST_SECRET) throw new BadEnv(`AUTH_SECRET is shorter than ${SHORTEST_SECRET} signs`)
  try {
    return given || keptSecret(dataDir)
  } catch (error) {
    if (error instanceof BadEnv) throw error
    throw new BadEnv(`DATA_DIR=${dataDir} can’t be used: ${(error as NodeJS.ErrnoException).code}`)
  }
}

/** The secret that cookies are signed with: made once and kept beside the data, readable by its owner alone. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    // Whole or not at all, and only once: of two that start together, the second takes the first's.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < SHORTEST_SECRET)
    throw new BadEnv(`${file} is shorter than ${SHORTEST_SECRET} signs: remove it, and a new one is made`)
  return secret
}
