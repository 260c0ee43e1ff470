import { join as pathOf } from 'node:path'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { askOperator } from './operator.ts'

/** Somebody in a workshop: each with a browser of their own. */
export interface Actor {
  readonly page: Page
  readonly context: BrowserContext
  /** Everything this browser received: bodies of answers and frames of sockets. */
  readonly received: string[]
}

export const ORIGIN = () => process.env.E2E_ORIGIN as string

/** Has the running server carry out one of the operator's commands, and answers its JSON. */
export function admin<T = Record<string, string>>(...args: string[]): T {
  const socket = pathOf(process.env.E2E_DATA_DIR as string, 'admin.sock')
  const { status, out, err } = askOperator(socket, [...args, '--json'])
  if (status !== 0) throw new Error(`admin ${args.join(' ')}: ${err}`)
  return JSON.parse(out) as T
}

export interface Opened {
  networkId: string
  sessionId: string
  code: string
  addresses: { join: string; board: string; desk: string; present: string }
}

let made = 0
/** A network of one's own with a convenor and three partners, and an open workshop in it. */
export function aWorkshop(options: string[] = []): Opened & { network: string; convenor: string; partners: string[] } {
  made += 1
  const network = `Harbour network ${process.pid}-${made}-${Date.now()}`
  const { networkId } = admin('network', 'create', network)
  const partners = ['City Council', 'Harbour University', 'Quay Traders']
  for (const partner of partners) admin('partner', 'add', networkId as string, partner)
  const convenor = `convenor-${process.pid}-${made}-${Date.now()}@example.org`
  admin('member', 'add', networkId as string, convenor, '--name', 'Amira', '--role', 'convenor')
  const opened = admin<Opened>(
    'session',
    'open',
    networkId as string,
    'Where next?',
    '--question',
    'What should this network be for?',
    ...options,
  )
  return { ...opened, network, convenor, partners }
}

interface ActorOptions {
  javaScriptEnabled?: boolean
  /** Whatever it asks for goes through this. */
  proxy?: { server: string }
}
interface Cast {
  /** A browser of one's own: a laptop unless told to be a phone. Its console must stay free of errors. */
  actor(kind?: 'laptop' | 'phone' | 'screen', options?: ActorOptions): Promise<Actor>
  signIn(actor: Actor, email: string): Promise<void>
  join(actor: Actor, code: string, partner: string, name?: string): Promise<void>
  /** Names what a browser may report in this test because the test itself brings it about. */
  allow(report: RegExp): void
}

const STATIC = new Set(['script', 'stylesheet', 'font', 'image'])
export const SIZES = {
  laptop: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
  screen: { width: 1920, height: 1080 },
}

export const test = base.extend<{ cast: Cast }>({
  cast: async ({ browser }, use) => {
    const faults: string[] = []
    const allowed: RegExp[] = []
    const contexts: BrowserContext[] = []
    const actor: Cast['actor'] = async (kind = 'laptop', options = {}) => {
      const made = await anActor(browser, kind, options, faults)
      contexts.push(made.context)
      return made
    }
    await use({ actor, signIn, join, allow: (report) => allowed.push(report) })
    await Promise.all(contexts.map((context) => context.close()))
    const unexpected = faults.filter((fault) => !allowed.some((report) => report.test(fault)))
    expect(unexpected, 'errors in a browser’s console').toEqual([])
  },
})
export { expect }

async function anActor(
  browser: Browser,
  kind: keyof typeof SIZES,
  options: ActorOptions,
  faults: string[],
): Promise<Actor> {
  const context = await browser.newContext({
    viewport: SIZES[kind],
    hasTouch: kind === 'phone',
    isMobile: kind === 'phone',
    baseURL: ORIGIN(),
    ...options,
  })
  const page = await context.newPage()
  const received: string[] = []
  page.on('response', async (response) => {
    // The same for everybody, and large: no word of anybody is in it.
    if (STATIC.has(response.request().resourceType())) return
    const body = await response.text().catch(() => '')
    received.push(body)
  })
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(payload.toString('latin1'))),
  )
  page.on('console', (message) => {
    // A page that is rightly answered 4xx is reported by the browser itself.
    if (
      message.type() === 'error' &&
      !/Failed to load resource: the server responded with a status of 4/.test(message.text())
    )
      faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  return { page, context, received }
}

/** Presses the button of an e-mailed link, without the two pages around it: at-the-door.spec.ts goes by them. */
async function signIn({ page }: Actor, email: string): Promise<void> {
  const { link } = admin<{ link: string }>('sign-in-link', email)
  const { searchParams } = new URL(link)
  searchParams.set('callbackUrl', '/')
  const { request } = page.context()
  const pressed = await request.post(`${ORIGIN()}/api/auth/callback/email?${searchParams}`, { maxRedirects: 0 })
  const to = new URL(pressed.headers().location ?? '', ORIGIN())
  expect(`${pressed.status()} ${to.pathname}${to.search}`).toBe('302 /')
}

async function join({ page }: Actor, code: string, partner: string, name = ''): Promise<void> {
  await page.goto(`/join/${code}`)
  await page.getByRole('radio', { name: partner }).check()
  if (name) await page.getByLabel(/Your name/).fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page).toHaveURL(/\/session\//)
}
