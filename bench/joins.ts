import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { admin, type Opened } from '../e2e/cast.ts'
import { startServer } from '../e2e/stage-server.ts'
import { newId } from '../server/vocabulary/ids.ts'

/**
 * A hall comes in at once: 200 phones behind one address within ten seconds, each over the join page, its form, the page
 * behind it and its words, as a browser asks for them; meanwhile somebody at the same address tries wrong codes. All phones must be in, 95 of
 * 100 within three seconds of their first request, and the wrong codes must be slowed. Prints JSON, and ends with 1 when it is
 * not so. Needs a build: npm start once. `--phones 20` lets fewer in.
 */
const at = process.argv.indexOf('--phones')
const PHONES = at > 0 ? Number(process.argv[at + 1]) : 200
const WITHIN_MS = PHONES * 50
const LIMIT_MS = 3_000
const WRONG_CODES = 60
const SIGNS = 'BCDFGHJK'

const server = await startServer()
Object.assign(process.env, { E2E_ORIGIN: server.origin, E2E_DATA_DIR: server.dataDir })
const partners = ['City Council', 'Harbour University', 'Quay Traders', 'Food Charity']
const { networkId } = admin('network', 'create', 'Bench network')
for (const partner of partners) admin('partner', 'add', networkId as string, partner)
const { code, sessionId } = admin<Opened>('session', 'open', networkId as string, 'Bench', '--statements', 'One|Two')

const text = async (path: string, cookie = '') => {
  const response = await fetch(`${server.origin}${path}`, { headers: cookie ? { cookie } : {} })
  return { status: response.status, body: await response.text() }
}

/** One phone: the door, its form with what was hidden in it, the page that it leads to, and its words. How long until all is read. */
async function comesIn(no: number): Promise<{ joinedMs: number; inMs: number } | string> {
  const start = performance.now()
  const door = await text(`/join/${code}`)
  if (door.status !== 200) return `the door: ${door.status}`
  const label = door.body.split('<label').find((part) => part.includes(`>${partners[no % partners.length]}<`))
  const partner = label && /value="([^"]+)"/.exec(label)?.[1]
  const once = /name="once"[^>]*value="([^"]+)"/.exec(door.body)?.[1] ?? newId()
  const body = new URLSearchParams({ partner: partner ?? '', name: `Person ${no}`, organisation: '', once })
  const sent = await fetch(`${server.origin}/join/${code}/seat`, { method: 'POST', body, redirect: 'manual' })
  await sent.arrayBuffer()
  const cookie = sent.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) return `the form: ${sent.status} ${sent.headers.get('location')}`
  const joinedMs = performance.now() - start
  const page = await text(`/session/${sessionId}`, cookie)
  if (page.status !== 200) return `the page: ${page.status}`
  const beside = /"(\/words\/[^"\\]+)/.exec(page.body)?.[1]
  const words = await text(beside ?? '/words')
  return words.status === 200 ? { joinedMs, inMs: performance.now() - start } : `the words: ${words.status}`
}

/** Somebody in the same hall who guesses: how many tries were told to wait. */
async function guesses(): Promise<number> {
  let slowed = 0
  for (let no = 0; no < WRONG_CODES; no += 1) {
    // Of the right shape, not the one on the screen, and each another: the same one again counts once.
    const wrong = `XBCDFG${SIGNS[Math.floor(no / SIGNS.length)]}${SIGNS[no % SIGNS.length]}`
    if ((await text(`/join/${wrong}`)).status === 429) slowed += 1
    await pause(WITHIN_MS / WRONG_CODES)
  }
  return slowed
}

// Once for the pages that are made when they are asked for first.
await comesIn(0)
const guessed = guesses()
const came = await Promise.all(
  Array.from({ length: PHONES }, async (_, no) => {
    await pause((no * WITHIN_MS) / PHONES)
    return comesIn(no)
  }),
)
const slowed = await guessed
const isIn = came.filter((one) => typeof one !== 'string')
const share = (of: readonly number[], p: number) =>
  Math.round([...of].sort((a, b) => a - b)[Math.min(of.length - 1, Math.floor(of.length * p))] ?? 0)
const figures = (of: readonly number[]) => ({ p50: share(of, 0.5), p95: share(of, 0.95), most: share(of, 1) })
const result = {
  phones: PHONES,
  withinMs: WITHIN_MS,
  isIn: isIn.length,
  refused: came.filter((one) => typeof one === 'string'),
  joinedMs: figures(isIn.map(({ joinedMs }) => joinedMs)),
  inMs: figures(isIn.map(({ inMs }) => inMs)),
  wrongCodes: { tried: WRONG_CODES, slowed },
}
console.log(JSON.stringify(result, null, 2))
await server.kill('SIGTERM')
const good = isIn.length === PHONES && result.inMs.p95 <= LIMIT_MS && slowed > 0
process.exit(good ? 0 : 1)
