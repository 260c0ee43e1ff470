import { readdirSync } from 'node:fs'
import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'
import { notePaint, readPaint } from '../paint.ts'

/** Pages of one network, the same where nothing is written and where years are. */
const OF_NETWORK = [
  ...['', 'new', 'people', 'proposition', 'triangle', 'governance', 'changes', 'compare'],
  ...['agreements', 'agreements/new', 'activities', 'activities/log', 'activities/plan'],
  ...['backing', 'backing/new', 'backing/informing', 'hearing', 'hearing/note'],
  ...['means', 'means/new', 'means/exchange', 'reflections', 'reflections/new', 'value', 'value/new'],
]
/** Pages of one thing, opened from the list that has it. */
const OF_ONE = {
  activities: ['', '/change'],
  agreements: [''],
  backing: ['', '/edit'],
  means: ['', '/change'],
  value: ['', '/change'],
}
const OUTSIDE = [
  ...['/', '/join', '/join/[code]', '/join/[code]/again', '/join/[code]/calendar/gone', '/keep', '/help'],
  ...['/venue-check', '/sign-in', '/sign-in/sent', '/sign-in/confirm', '/session/[sessionId]/proposition'],
]
/** Looked at step by step, or together with what is done there. */
const ELSEWHERE = {
  '/session/[sessionId]': 'for-everybody',
  '/convene/[sessionId]': 'for-everybody',
  '/present/[sessionId]': 'for-everybody',
  '/session/[sessionId]/board': 'a-full-board',
  '/convene/[sessionId]/paper': 'on-paper',
  '/convene/[sessionId]/paper/print': 'on-paper',
  '/convene/[sessionId]/run-sheet': 'the-whole-pattern',
}

test('every page there is stands on a list of those that are looked at', () => {
  const there = readdirSync('app', { recursive: true })
    .map((file) => `/${file}`.replaceAll('\\', '/'))
    .flatMap((file) => (file.endsWith('/page.tsx') ? [file.slice(0, -'/page.tsx'.length) || '/'] : []))
  const ofOne = Object.entries(OF_ONE).flatMap(([list, pages]) => pages.map((page) => `${list}/[id]${page}`))
  const inNetwork = [...OF_NETWORK, ...ofOne, 'workshops/[id]'].map((path) =>
    path ? `/network/[networkId]/${path}` : '/network/[networkId]',
  )
  const listed = [...OUTSIDE, '/network/new', ...inNetwork, ...Object.keys(ELSEWHERE)]
  const known = (path: string) => path.replace(/(\[networkId\]\/[^[]*)\[\w+\]/, '$1[id]')
  expect(listed.sort()).toEqual(there.map(known).sort())
})

/** Somebody on a phone who notes of every page how far what stands on it jumps while it comes. */
async function aLooker(cast: { actor(kind: 'phone'): Promise<Actor> }): Promise<Actor> {
  const actor = await cast.actor('phone')
  await notePaint(actor.page)
  return actor
}
/** Opens what is folded, for that is looked at, too. */
async function lookAt(actor: Actor, path: string, name: string): Promise<void> {
  await actor.page.goto(path)
  const { shifted } = await readPaint(actor.page)
  expect.soft(shifted, `${name} jumps while it comes`).toBeLessThanOrEqual(0.05)
  await actor.page.evaluate(() => {
    for (const folded of document.querySelectorAll('main details')) folded.setAttribute('open', '')
  })
  await checkAtBothWidths(actor, name)
}
const named = (path: string) => path.replaceAll(/\W+/g, '-').replace(/^-|-$/g, '')

test('every page outside a network is fit for everybody', async ({ cast }) => {
  const { code, convenor, networkId, sessionId } = aWorkshop()
  const guest = await aLooker(cast)
  const filled = (path: string) => path.replace('[code]', code).replace('[sessionId]', sessionId)
  for (const path of [...OUTSIDE, '/nowhere', `/network/${networkId}`])
    await lookAt(guest, filled(path), named(path) || 'home')
  const person = await aLooker(cast)
  await cast.signIn(person, convenor)
  for (const path of ['/', '/network/new']) await lookAt(person, path, `mine-${named(path)}`)
})

test('every page of a network in which nothing is written is fit for everybody', async ({ cast }) => {
  const { networkId } = admin('network', 'create', `Nothing yet ${process.pid}-${Date.now()}`)
  const email = `first-${process.pid}-${Date.now()}@example.org`
  admin('member', 'add', networkId as string, email, '--name', 'Amira', '--role', 'convenor')
  const actor = await aLooker(cast)
  await cast.signIn(actor, email)
  for (const path of OF_NETWORK) await lookAt(actor, `/network/${networkId}/${path}`, `empty-${named(path)}`)
})

/** A convenor of the demo network that has most in it, and where that network is. */
async function inTheDemo(actor: Actor): Promise<string> {
  await actor.page.goto('/')
  await actor.page.getByRole('link', { name: 'Estuary City Climate Commission' }).click()
  await expect(actor.page.getByRole('heading', { name: 'Workshops held' })).toBeVisible()
  return new URL(actor.page.url()).pathname
}

test('every page of a network of many years is fit for everybody', async ({ cast }) => {
  const actor = await aLooker(cast)
  await cast.signIn(actor, 'convenor@demo.example')
  await lookAt(actor, '/', 'full-home')
  const network = await inTheDemo(actor)
  const [compare] = await hrefs(actor, '/compare?')
  for (const path of [...OF_NETWORK.filter((path) => path !== 'compare'), 'backing?view=map', 'triangle?view=list'])
    await lookAt(actor, `${network}/${path}`, `full-${named(path)}`)
  await lookAt(actor, compare as string, 'full-compare')
})

test('every page of one thing that a network keeps is fit for everybody', async ({ cast }) => {
  const actor = await aLooker(cast)
  await cast.signIn(actor, 'convenor@demo.example')
  const network = await inTheDemo(actor)
  const [workshop] = await hrefs(actor, `${network}/workshops/`)
  await lookAt(actor, workshop as string, 'full-workshop')
  for (const [list, pages] of Object.entries(OF_ONE)) {
    await actor.page.goto(`${network}/${list}`)
    const links = await hrefs(actor, `${network}/${list}/`)
    const one = links.find((link) => /\/[0-9a-z]{20}$/.test(link))
    expect(one, list).toBeDefined()
    for (const page of pages) await lookAt(actor, `${one}${page}`, `full-${list}-one${page.replace('/', '-')}`)
    if (list === 'backing') await lookAt(actor, `${network}/backing?gone=${one?.split('/').at(-1)}`, 'full-what-if')
  }
})

/** Where the links lead whose address has this in it. */
const hrefs = ({ page }: Actor, part: string) =>
  page
    .locator(`main a[href*="${part}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') as string))
