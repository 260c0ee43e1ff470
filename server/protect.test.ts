import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Env } from './env.ts'
import { protect } from './protect.ts'
import { answerWith, withResponse } from './status.ts'

const reached: string[] = []
let lastHeaders: IncomingMessage['headers'] = {}
const env: Env = {
  port: 3000,
  host: '127.0.0.1',
  origin: 'https://tricorner.example.org',
  databaseUrl: undefined,
  dataDir: '/nowhere',
  secret: 'x'.repeat(32),
  mailUrl: undefined,
  mailFrom: '',
  logLevel: 'silent',
  demo: false,
}
let server: Server
let origin: string
beforeAll(async () => {
  const page = (request: IncomingMessage, response: ServerResponse) => {
    reached.push(request.url ?? '')
    lastHeaders = request.headers
    if (request.url === '/taken') answerWith(409)
    response.end(String(request.headers['x-client-address']))
  }
  server = createServer(protect(env, (request, response) => withResponse(response, () => page(request, response))))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => void server.close().closeAllConnections())

/** Sends bytes as they stand, and answers what comes back first. */
const send = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes))
    socket.once('data', (data) => {
      resolve(String(data))
      socket.destroy()
    })
    socket.once('error', reject)
  })

test.each(['/join/%ff', '/session/%E0%A4', '/network/%', '/network/%00', '/keep?token=%00'])(
  'the address %s spells nothing, and is refused',
  async (path) => {
    const before = reached.length
    expect(await send(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)).toContain(' 400 ')
    expect(reached.length).toBe(before)
  },
)

test.each([
  ['/JOIN', '/join'],
  ['/JOIN/K7QX4MWD', '/join/K7QX4MWD'],
  ['/Join?code=K7QX', '/join?code=K7QX'],
])('the way in as a picture holds it, %s, leads to %s', async (path, small) => {
  const answer = await send(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 308 /)
  expect(answer).toContain(`\r\nlocation: ${small}\r\n`)
})

test.each(['/join/k7', '/joinery', '/JOINERY', '/network/JOIN'])('%s stands as it is', async (path) => {
  await fetch(`${origin}${path}`)
  expect(reached.at(-1)).toBe(path)
})

describe('every answer', () => {
  test('forbids being framed, guessed at and listened in on', async () => {
    const { headers } = await fetch(origin)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
  })
  test('lets only its own scripts run: by a nonce that no other answer has', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(origin)).headers.get('content-security-policy') ?? ''),
    )
    const nonces = policies.map((policy) => policy.match(/script-src 'self' 'nonce-([^']{24})';/)?.[1])
    expect(nonces).not.toContain(undefined)
    expect(nonces[0]).not.toBe(nonces[1])
    expect(policies[0]).toContain("connect-src 'self' wss://tricorner.example.org ")
  })
  test('can have the status that its page asks for', async () => {
    expect((await fetch(`${origin}/taken`)).status).toBe(409)
    expect((await fetch(`${origin}/free`)).status).toBe(200)
  })
})

describe('what is sent', () => {
  test('goes through up to 1 MiB', async () =>
    expect((await fetch(origin, { method: 'POST', body: 'x'.repeat(2 ** 20) })).status).toBe(200))
  test.each([
    ['says that it is larger', 'content-length: 1048577'],
    ['doesn’t say how large it is', 'transfer-encoding: chunked'],
  ])('reaches nobody when it %s', async (_why, header) => {
    const before = reached.length
    expect(await send(`POST /large HTTP/1.1\r\nhost: here\r\n${header}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
    expect(reached.slice(before)).toEqual([])
  })
})

test('what Next would say to itself, nobody outside can say', async () => {
  const headers = { 'x-middleware-subrequest': 'middleware', 'content-security-policy': "script-src 'nonce-mine'" }
  await fetch(origin, { headers })
  expect(lastHeaders['x-middleware-subrequest']).toBeUndefined()
  expect(lastHeaders['content-security-policy']).not.toContain('nonce-mine')
})

test('nobody says of themselves from where they come, unless the operator has a proxy in front', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.7', 'x-client-address': '198.51.100.8' }
  expect(await (await fetch(origin, { headers })).text()).toBe('127.0.0.1')
})
