import { performance } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { admin, type Opened } from '../e2e/cast.ts'
import { notePaint, readPaint } from '../e2e/paint.ts'
import { startServer } from '../e2e/stage-server.ts'

/**
 * From the join link to the first stored rating on a slow phone: fast 3G (1.6 Mbit/s, 150 ms) and a CPU four times slower.
 * Prints machine time (taps take none), when the largest thing on the join page and on a participant's page was drawn, how far
 * what stood there jumped, and what both weigh, and ends with 1 when the middle one of five is beyond what people are promised. Needs a build, npm start once, and a machine to itself.
 */
const BARS = {
  totalMs: 4_000,
  joinLargestMs: 2_000,
  participantLargestMs: 2_000,
  shiftedThousandths: 50,
  joinHtmlCssBytes: 15_000,
  participantScriptBytes: 175_000,
}
type Figures = Record<keyof typeof BARS, number>
const ROUNDS = 5
const server = await startServer()
Object.assign(process.env, { E2E_ORIGIN: server.origin, E2E_DATA_DIR: server.dataDir })
const { networkId } = admin('network', 'create', 'Bench network')
admin('partner', 'add', networkId as string, 'City Council')
const { code, sessionId } = admin<Opened>(
  'session',
  'open',
  networkId as string,
  'Bench',
  '--statements',
  'Young people come first',
)
admin('session', 'step', sessionId, 'rate')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  chromiumSandbox: false,
  args: ['--disable-background-networking'],
})

async function once(): Promise<Figures> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    baseURL: server.origin,
  })
  const page = await context.newPage()
  await notePaint(page)
  const bytes = { joinHtmlCss: 0, scripts: new Map<string, number>() }
  let named = ''
  page.on('response', async (response) => {
    const path = new URL(response.url()).pathname
    const type = response.headers()['content-type'] ?? ''
    const body = await response.body().catch(() => Buffer.alloc(0))
    if (path.endsWith('.css') || (path.startsWith('/join/') && type.startsWith('text/html')))
      bytes.joinHtmlCss += gzipSync(body).length
    if (path.startsWith('/session/') && type.startsWith('text/html')) named += body.toString()
    if (type.includes('javascript')) bytes.scripts.set(path, gzipSync(body).length)
  })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 93_750,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const start = performance.now()
  await page.goto(`/join/${code}`, { waitUntil: 'commit' })
  await page.getByRole('radio', { name: 'City Council' }).check()
  const joinHtmlCssBytes = bytes.joinHtmlCss
  const looked = performance.now()
  const joining = await readPaint(page)
  const lookedMs = performance.now() - looked
  await page.getByRole('button', { name: 'Join' }).click({ noWaitAfter: true })
  await page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await page.getByText('Saved', { exact: true }).waitFor()
  const totalMs = performance.now() - start - lookedMs
  await page.waitForLoadState('networkidle').catch(() => undefined)
  const rating = await readPaint(page)
  const result = {
    totalMs,
    joinLargestMs: joining.largestMs,
    participantLargestMs: rating.largestMs,
    shiftedThousandths: Math.max(joining.shifted, rating.shifted) * 1_000,
    joinHtmlCssBytes,
    // What the page names, and needs before it can be used: the other steps come behind that.
    participantScriptBytes: [...bytes.scripts].reduce(
      (sum, [path, size]) => sum + (named.includes(path) ? size : 0),
      0,
    ),
  }
  await context.close()
  return result
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
const rounds: Figures[] = []
for (let i = 0; i < ROUNDS; i += 1) rounds.push(await once())
await browser.close()
await server.kill('SIGTERM')
const keys = Object.keys(BARS) as (keyof typeof BARS)[]
const figures = Object.fromEntries(
  keys.map((key) => [key, Math.round(median(rounds.map((round) => round[key])) as number)]),
) as Figures
const beyond = keys.filter((key) => figures[key] > BARS[key])
process.stdout.write(`${JSON.stringify({ rounds: ROUNDS, node: process.version, ...figures, bars: BARS, beyond })}\n`)
process.exit(beyond.length > 0 ? 1 : 0)
