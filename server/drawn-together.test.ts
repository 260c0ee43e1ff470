import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { drawnTogether } from './drawn-together.ts'
import { speaking } from './speaking.ts'
import { newId } from './vocabulary/ids.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** Whether drawing fails before there is anything of it, after it has begun, or never ends. */
type Failing = '' | 'at once' | 'midway' | 'hanging'

/** A server that draws doors when it is let: who asked, how often it drew, and what stood at the door then. */
async function aHall(patienceMs?: number, trim?: (body: string) => string) {
  const hall = { drawings: 0, arrived: 0, says: 'Open', status: 200, failing: '' as Failing, port: 0 }
  let letThrough = () => {}
  let held: Promise<void> | undefined
  const arrivals: { count: number; tell(): void }[] = []
  const draw = drawnTogether(
    async (request, response: ServerResponse) => {
      hall.drawings += 1
      const { says, status } = hall
      await held
      if (hall.failing === 'at once') throw new Error('drawing failed')
      if (hall.failing === 'hanging') return new Promise<void>(() => {})
      const nonce = /'nonce-([^']+)'/.exec(String(request.headers['content-security-policy']))?.[1]
      response.statusCode = status
      response.setHeader('content-type', 'text/html')
      response.setHeader('link', `</a.css>; nonce="${nonce}"`)
      if (hall.failing === 'midway') {
        response.write('<p>')
        response.destroy(new Error('drawing broke off'))
        return
      }
      response.write(`<script nonce="${nonce}">x("${nonce}")</script><p>${says}</p>`)
      response.end(status === 200 ? `<input type="hidden" name="once" value="${newId()}"/>` : '')
    },
    trim,
    patienceMs,
  )
  const server = createServer((request, response) => {
    const nonce = newId()
    request.headers['content-security-policy'] = `script-src 'nonce-${nonce}'`
    response.setHeader('content-security-policy', `script-src 'nonce-${nonce}'`)
    void speaking(request, () => draw(request, response)).catch(() => response.destroy())
    hall.arrived += 1
    for (const { count, tell } of arrivals) if (hall.arrived >= count) tell()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const come = async (headers: Record<string, string> = {}, path = '/join/BCDF') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    const body = await answer.text()
    const policy = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    return {
      ...{ status: answer.status, body, policy, link: answer.headers.get('link') },
      packed: answer.headers.get('content-encoding'),
      nonces: [...new Set([...body.matchAll(/nonce="([^"]+)"|x\("([^"]+)"\)/g)].map((found) => found[1] ?? found[2]))],
      once: /name="once" value="([^"]+)"/.exec(body)?.[1],
    }
  }
  return Object.assign(hall, {
    come,
    hold() {
      held = new Promise((resolve) => {
        letThrough = resolve
      })
    },
    letThrough: () => letThrough(),
    until: (count: number) =>
      new Promise<void>((tell) => (hall.arrived >= count ? tell() : arrivals.push({ count, tell }))),
  })
}
type Came = Awaited<ReturnType<Awaited<ReturnType<typeof aHall>>['come']>>

/** Many come while the door is drawn for the first. */
async function manyComeAtOnce(hall: Awaited<ReturnType<typeof aHall>>, headers: Record<string, string>[]) {
  hall.hold()
  const coming = headers.map((one) => hall.come(one))
  await hall.until(headers.length)
  hall.letThrough()
  return Promise.all(coming)
}
const none = (count: number) => Array.from({ length: count }, () => ({}))

describe('a hall that comes to one door', () => {
  test('has it drawn twice, however many come while it is drawn', async () => {
    const hall = await aHall()
    const came = await manyComeAtOnce(hall, none(20))
    expect(came.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(hall.drawings).toBe(2)
  })
  test('is given a form for each, so that nobody sits on another’s seat', async () => {
    const came = await manyComeAtOnce(await aHall(), none(20))
    expect(new Set(came.map(({ once }) => once)).size).toBe(20)
    for (const { once } of came) expect(once).toMatch(/^[0-9a-z]{20}$/)
  })
  test('is given scripts that each one’s own answer lets run, and no others', async () => {
    const came = await manyComeAtOnce(await aHall(), none(20))
    expect(new Set(came.map(({ policy }) => policy)).size).toBe(20)
    for (const { nonces, policy, link } of came) {
      expect(nonces).toEqual([policy])
      expect(link).toBe(`</a.css>; nonce="${policy}"`)
    }
  })
  test('sees what stands there when each came, and nothing older', async () => {
    const hall = await aHall()
    hall.hold()
    const first = hall.come()
    await hall.until(1)
    hall.says = 'Locked soon'
    const second = hall.come()
    await hall.until(2)
    hall.letThrough()
    expect((await first).body).toContain('<p>Open</p>')
    expect((await second).body).toContain('<p>Locked soon</p>')
  })
  test('reads it packed or plain, as each browser takes it, and in its own language', async () => {
    const hall = await aHall()
    const came = await manyComeAtOnce(hall, [
      {},
      { 'accept-encoding': 'gzip' },
      { 'accept-encoding': 'identity' },
      { 'accept-encoding': 'gzip;q=0' },
      { 'accept-language': 'cy' },
    ])
    expect(came.map(({ packed }) => packed)).toEqual(['gzip', 'gzip', null, null, 'gzip'])
    expect(new Set(came.map(({ body }) => body.replaceAll(/[0-9a-z]{20}/g, ''))).size).toBe(1)
    // One in Welsh, and in English one and the next.
    expect(hall.drawings).toBe(3)
  })
})

describe('drawn for one alone is', () => {
  const alone = async (headers: Record<string, string>[], path?: string) => {
    const hall = await aHall()
    hall.hold()
    const coming = headers.map((one) => hall.come(one, path))
    await hall.until(headers.length)
    hall.letThrough()
    await Promise.all(coming)
    return hall.drawings
  }
  test('whatever we know its reader by', async () =>
    expect(await alone([{ cookie: 'a=b' }, { cookie: 'a=b' }])).toBe(2))
  test('a part of a page', async () => expect(await alone([{ rsc: '1' }, { rsc: '1' }])).toBe(2))
  test('a form that comes back with what is off', async () =>
    expect(await alone(none(2), '/join/BCDF?refused=x')).toBe(2))
  test('a door that does not open: each try counts', async () => {
    const hall = await aHall()
    hall.status = 404
    const came: Came[] = await manyComeAtOnce(hall, none(5))
    expect(came.map(({ status }) => status)).toEqual(Array(5).fill(404))
    // For the first, for the first of those who waited, and for the other three.
    expect(hall.drawings).toBe(5)
  })
})

test.each(['at once', 'midway'] as const)(
  'after a drawing that failed %s, whoever comes next is given theirs',
  async (failing) => {
    const hall = await aHall()
    hall.hold()
    hall.failing = failing
    const coming = none(3).map(() => hall.come())
    await hall.until(3)
    const first = Promise.allSettled(coming)
    hall.letThrough()
    await first
    hall.failing = ''
    expect((await hall.come()).status).toBe(200)
  },
)

test('a drawing that hangs is not waited for, and keeps the door shut for nobody', async () => {
  const hall = await aHall(20)
  hall.failing = 'hanging'
  const first = hall.come()
  await hall.until(1)
  hall.failing = ''
  const came = await Promise.all([first, ...none(3).map(() => hall.come())])
  expect(came.map(({ status }) => status)).toEqual(Array(4).fill(200))
})

test('an open door is trimmed before it is given out, and one that is shut comes as it was drawn', async () => {
  const hall = await aHall(undefined, (body) => body.replace(/<script.*?<\/script>/g, ''))
  const open = await hall.come()
  expect(open.body).toMatch(/^<p>Open<\/p><input type="hidden" name="once"/)
  hall.status = 404
  expect((await hall.come()).body).toContain('<script')
})
