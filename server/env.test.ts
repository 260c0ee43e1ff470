import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEnv } from './env.ts'

const aDirectory = () => mkdtempSync(join(tmpdir(), 'env-'))

describe('the environment', () => {
  test('needs nothing: a secret is made once and kept for its owner alone', () => {
    const dataDir = aDirectory()
    const [first, second] = [readEnv({ DATA_DIR: dataDir }), readEnv({ DATA_DIR: dataDir })]
    expect(first).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      origin: 'http://localhost:3000',
      databaseUrl: undefined,
    })
    expect(first.secret).toBe(second.secret)
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toHaveLength(64)
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  })
  test('for phones in the room it listens on every address', () => {
    expect(readEnv({ DATA_DIR: aDirectory() }, { lan: true })).toMatchObject({ host: '0.0.0.0' })
  })
  test.each([
    [{ PORT: 'many' }, 'PORT=many is not a port number'],
    [{ PORT: '99999' }, 'PORT=99999 is not a port number'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL does not begin with postgres://'],
    [{ ORIGIN: 'javascript:alert(1)' }, 'ORIGIN=javascript:alert(1) is not an http(s) address'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET is shorter than 32 signs'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud is none of fatal, error, warn, info, debug, silent'],
  ])('%j is refused with one clear line', (env, words) =>
    expect(() => readEnv({ DATA_DIR: aDirectory(), ...env })).toThrow(words),
  )
})
