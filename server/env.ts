import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** Something in the environment that can't be used: one line that names it. */
export class BadEnv extends Error {
  override readonly name = 'BadEnv'
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent']

/** Reads the environment; `lan` also listens for phones in the room. Throws BadEnv with one clear line. */
export function readEnv(env: Readonly<Record<string, string | undefined>>, { lan = false } = {}): Env {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadEnv(`PORT=${env.PORT} is not a port number`)
  const databaseUrl = env.DATABASE_URL || undefined
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new BadEnv('DATABASE_URL does not begin with postgres://')
  const host = env.HOST || (lan ? '0.0.0.0' : '127.0.0.1')
  // Phones can't follow a link to localhost: a server for the room is known by its address in it.
  const name = (host === '0.0.0.0' && lanAddress()) || 'localhost'
  const origin = (env.ORIGIN || `http://${name}:${port}`).replace(/\/$/, '')
  if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol))
    throw new BadEnv(`ORIGIN=${env.ORIGIN} is not an http(s) address`)
  const logLevel = env.LOG_LEVEL || 'info'
  if (!LEVELS.includes(logLevel)) throw new BadEnv(`LOG_LEVEL=${logLevel} is none of ${LEVELS.join(', ')}`)
  if (env.AUTH_SECRET && env.AUTH_SECRET.length < 32) throw new BadEnv('AUTH_SECRET is shorter than 32 signs')
  const dataDir = resolve(env.DATA_DIR || '.data')
  return {
    port,
    host,
    origin,
    databaseUrl,
    dataDir,
    secret: env.AUTH_SECRET || keptSecret(dataDir),
    mailUrl: env.MAIL_URL || undefined,
    mailFrom: env.MAIL_FROM || `Tricorner <no-reply@${new URL(origin).hostname}>`,
    logLevel,
    demo: env.DEMO !== 'off',
  }
}

/** The secret that cookies are signed with: made once and kept beside the data, readable by its owner alone. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(dataDir, { recursive: true })
  const secret = randomBytes(32).toString('hex')
  writeFileSync(file, secret, { mode: 0o600 })
  return secret
}

/** This machine's address in its own network; undefined without one. */
function lanAddress(): string | undefined {
  const found = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
  return found.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}
