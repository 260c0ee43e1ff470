import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BadEnv, readEnv, readOptions } from './env.ts'

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
    [{ PORT: '0' }, 'PORT=0 is not a port number'],
    [{ PORT: '1e3' }, 'PORT=1e3 is not a port number'],
    [{ PORT: '-1' }, 'PORT=-1 is not a port number'],
    [{ HOST: 'a b' }, 'HOST=a b is no address'],
    [{ ORIGIN: 'http://here/there' }, 'ORIGIN=http://here/there is more than a scheme, a name and a port'],
    [{ MAIL_URL: 'mail.example.org' }, 'MAIL_URL does not begin with smtp:// or smtps://'],
    [{ DEMO: 'no' }, 'DEMO=no is none of on, off'],
    [{ DATA_DIR: '/dev/null/data' }, 'DATA_DIR=/dev/null/data can’t be used: ENOTDIR'],
    [{ DATA_DIR: `/tmp/${'d'.repeat(99)}` }, 'DATA_DIR is 104 bytes long, and at most 92 can be: /tmp/ddd'],
    [{ PORT: '99999' }, 'PORT=99999 is not a port number'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL does not begin with postgres://'],
    [{ ORIGIN: 'javascript:alert(1)' }, 'ORIGIN=javascript:alert(1) is not an http(s) address'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET is shorter than 32 signs'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud is none of fatal, error, warn, info, debug, silent'],
  ])('%j is refused with one clear line', (env, words) =>
    expect(() => readEnv({ DATA_DIR: aDirectory(), ...env })).toThrow(words),
  )
  test('an address that is refused is not repeated: it may hold a password', () =>
    expect(() => readEnv({ DATA_DIR: aDirectory(), DATABASE_URL: 'mysql://me:hush@x' })).not.toThrow(/hush/))
  test('a wrong setting leaves nothing behind', () => {
    const dataDir = join(aDirectory(), 'data')
    expect(() => readEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'loud' })).toThrow(BadEnv)
    expect(existsSync(dataDir)).toBe(false)
  })
  test('of a secret that was cut short nothing is used', () => {
    const dataDir = aDirectory()
    writeFileSync(join(dataDir, 'secret'), 'abc')
    expect(() => readEnv({ DATA_DIR: dataDir })).toThrow(/secret is shorter than 32 signs/)
  })
  test('a new place for the data is its owner’s alone, with nothing but the secret in it', () => {
    const dataDir = join(aDirectory(), 'deep/data')
    readEnv({ DATA_DIR: dataDir })
    expect(readdirSync(dataDir)).toEqual(['secret'])
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })
  test.each([
    [{}, 'http://localhost:3000'],
    [{ PORT: '' }, 'http://localhost:3000'],
    [{ PORT: '80' }, 'http://localhost'],
    [{ HOST: '192.168.7.7' }, 'http://192.168.7.7:3000'],
    [{ HOST: '::1' }, 'http://localhost:3000'],
    [{ HOST: 'fe80::1' }, 'http://[fe80::1]:3000'],
    [{ ORIGIN: 'https://tricorner.example.org/' }, 'https://tricorner.example.org'],
    [{ ORIGIN: 'https://Tricorner.example.org:443' }, 'https://tricorner.example.org'],
  ])('%j is reached at %s', (env, origin) => expect(readEnv({ DATA_DIR: aDirectory(), ...env }).origin).toBe(origin))
})

describe('the command line', () => {
  test('knows two options', () => {
    expect(readOptions([])).toEqual({ lan: false, dev: false })
    expect(readOptions(['--lan', '--dev'])).toEqual({ lan: true, dev: true })
  })
  test('names one that it does not know', () =>
    expect(() => readOptions(['--lam'])).toThrow('There is no option --lam'))
})
