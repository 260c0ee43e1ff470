import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Locator, type Page } from '@playwright/test'
import { addCard, groupCards, moveCard } from '../server/board/commands.ts'
import { textOf } from '../server/board/document.ts'
import { PLACES } from '../server/vocabulary/corner.ts'
import { handBars, judge } from './live/bars.ts'
import { Person } from './live/person.ts'
import { ours } from './live/servers.ts'

/**
 * How quickly a board answers one's hand while sixty people work on three hundred cards: a real Chromium with a CPU four
 * times slower, and everybody else editing their own card every two seconds, or moving it one time in ten. The hand does as hands do: the pointer lies where
 * it presses, and a button stays down a while; nothing is looked up in the page meanwhile. INP as browsers report it: of every
 * interaction the time until the next picture; with fewer than fifty of them the worst, else the 98th of a hundred. Prints one line of
 * JSON, then whether the bars for sixty people and three hundred cards are met: exits with 1 when one is not. Needs a build
 * (npm start once); CARDS, PEOPLE and SLOWER change the load, TEST_DATABASE_URL the database; TRACE names a file for what the
 * browser did meanwhile, to be opened in its developer tools.
 */
const CARDS = Number(process.env.CARDS ?? 300)
const PEOPLE = Number(process.env.PEOPLE ?? 60)
const SLOWER = Number(process.env.SLOWER ?? 4)
const EDIT_EVERY_MS = 2_000
const DOWN_MS = 80
// Whoever is there says so again after half the time in which they would be thought gone.
const SAY_EVERY_MS = 15_000
// Before the work begins: whoever edits counts on it.
let turn = 0

/** How long one took to show, and of that: until the page heard of it, and until the page had done with it. */
interface Timed {
  readonly ms: number
  readonly heardMs: number
  readonly doneMs: number
}
interface Shift {
  readonly atMs: number
  readonly value: number
}
interface Interaction extends Timed {
  readonly kind: string
}

const server = await ours()
await server.start()
const [own, ...places] = await server.board(PEOPLE)
if (!own) throw new Error('nobody took a seat')
// Whole ones would take from the browser what sixty devices of their own don't.
const people = places.map((place, i) => new Person(i, place))
for (const person of people) {
  await person.come()
  atCard(person, null)
}
layCards()

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, chromiumSandbox: false })
const page = await openBoard()
const editing = setInterval(editOne, EDIT_EVERY_MS / people.length)
const saying = setInterval(() => people.forEach((person) => atCard(person, null)), SAY_EVERY_MS)
const interactions: Interaction[] = []
/** How much shifted while each kind of thing was done, and right after it. */
const shifted: Record<string, number> = {}
const { TRACE } = process.env
const categories = ['devtools.timeline', 'disabled-by-default-v8.cpu_profiler']
if (TRACE) await browser.startTracing(page, { path: TRACE, categories })
await work(page)
if (TRACE) await browser.stopTracing()
for (const timer of [editing, saying]) clearInterval(timer)
const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)
const found = report(worstOf(shifts))
process.stdout.write(`${JSON.stringify(found)}\n`)
await browser.close()
for (const person of people) person.go()
await server.stop()
process.exit(judge(handBars(found)))

function layCards(): void {
  for (let n = 0; n < CARDS; n += 1) {
    const person = people[n % people.length] as Person
    const me = { id: person.place.seatId, kind: 'participant' as const, partnerId: person.place.partnerId }
    const card = { id: `${me.id}.${n}`, text: `Card ${n} of somebody who has something to say about it`, facet: null }
    person.act((doc) =>
      addCard(doc, me, { ...card, place: PLACES[n % 4] as (typeof PLACES)[number], createdAt: '2026-01-01T00:00:00Z' }),
    )
  }
  const first = people[0] as Person
  const ids = people.slice(0, 3).map(({ place }, i) => `${place.seatId}.${i}`)
  first.act((doc) => groupCards(doc, { id: first.place.seatId }, `${first.place.seatId}.group`, 'Alike', ids))
}

async function openBoard(): Promise<Page> {
  const origin = own?.headers.origin as string
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: origin })
  const cookies = (own?.headers.cookie ?? '').split('; ').map((pair) => {
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    return { name, value, url: origin }
  })
  await context.addCookies(cookies)
  const opened = await context.newPage()
  await opened.addInitScript(() => {
    const seen = window as unknown as { events: ({ id: number } & Timed)[]; shifts: Shift[] }
    Object.assign(window, { events: [], shifts: [] })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
        if (entry.interactionId)
          seen.events.push({
            id: entry.interactionId,
            ms: entry.duration,
            heardMs: entry.processingStart - entry.startTime,
            doneMs: entry.processingEnd - entry.startTime,
          })
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shifts.push({ atMs: entry.startTime, value: entry.value })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const sessionId = own?.url.split('/').at(-1)
  await opened.goto(`/session/${sessionId}/board`)
  await opened
    .getByRole('article')
    .nth(CARDS - 1)
    .waitFor({ state: 'attached', timeout: 120_000 })
  const devtools = await context.newCDPSession(opened)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await opened.evaluate(() => Object.assign(window, { shifts: [] }))
  return opened
}

/** Layout shift as browsers report it: of shifts less than a second apart, within five, the worst sum. */
function worstOf(shifts: readonly Shift[]): number {
  let [worst, sum, began, last] = [0, 0, 0, Number.NEGATIVE_INFINITY]
  for (const { atMs, value } of shifts) {
    if (atMs - last >= 1_000 || atMs - began >= 5_000) [sum, began] = [0, atMs]
    ;[sum, last] = [sum + value, atMs]
    worst = Math.max(worst, sum)
  }
  return worst
}

/** Says as a page does who is there, and what they write on. */
function atCard(person: Person, cardId: string | null): void {
  person.tell({ editing: cardId, dragging: null, over: null })
}

/**
 * The next of the others types a word more on one of their own cards: one on their first, the next on their second; one in ten lays
 * it elsewhere instead.
 */
function editOne(): void {
  const person = people[turn++ % people.length] as Person
  const no = person.no + people.length * (person.no % Math.max(1, Math.floor(CARDS / people.length)))
  const cardId = `${person.place.seatId}.${no}`
  if (turn % 10 === 0) {
    const place = PLACES[(turn / 10) % PLACES.length] as (typeof PLACES)[number]
    return person.act((doc) => moveCard(doc, { id: person.place.seatId }, cardId, { place }))
  }
  atCard(person, cardId)
  person.act((doc) => {
    const text = textOf(doc, cardId)
    if (!text) return
    if (text.length > 80) text.delete(40, text.length - 40)
    else text.insert(text.length, ' word')
  })
}

/** Does something, and notes how long each interaction of it took to show. */
async function measured(kind: string, act: () => Promise<void>): Promise<void> {
  const before = await page.evaluate(() => {
    const seen = window as unknown as { events: unknown[]; shifts: Shift[] }
    seen.events.splice(0)
    return seen.shifts.length
  })
  await act()
  // Entries come after the frame they speak of.
  await frame()
  const events = await page.evaluate(() => (window as unknown as { events: ({ id: number } & Timed)[] }).events)
  const shifts = await page.evaluate((from) => (window as unknown as { shifts: Shift[] }).shifts.slice(from), before)
  for (const { value } of shifts) shifted[kind] = (shifted[kind] ?? 0) + value
  const longest = new Map<number, Timed>()
  for (const { id, ...event } of events) if (event.ms >= (longest.get(id)?.ms ?? 0)) longest.set(id, event)
  for (const event of longest.values()) interactions.push({ kind, ...event })
}

/** Presses what is there, with the pointer on it and the board at rest before it goes down. */
async function press(kind: string, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  let [at, before] = [await middleOf(target), Number.NaN]
  while (at.y !== before) {
    before = at.y
    await page.mouse.move(at.x, at.y)
    await frame()
    at = await middleOf(target)
  }
  await measured(kind, async () => {
    await page.mouse.down()
    await wait(DOWN_MS)
    await page.mouse.up()
  })
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox()
  if (!box) throw new Error(`${target} is not there to be pressed`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

function frame(): Promise<unknown> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  )
}

async function type(kind: string, words: string): Promise<void> {
  for (const letter of words) await key(kind, letter === ' ' ? 'Space' : letter)
}

function key(kind: string, name: string): Promise<void> {
  return measured(kind, () => page.keyboard.press(name, { delay: DOWN_MS }))
}

async function work(on: Page): Promise<void> {
  await on.getByRole('article').first().focus()
  for (let i = 0; i < 20; i += 1) await key('walk', 'ArrowDown')
  for (let i = 0; i < 5; i += 1) {
    await key('open the menu', 'm')
    await key('close the menu', 'Escape')
  }
  const field = on.getByRole('textbox', { name: 'Add a card to Purpose' })
  await press('open a new card', on.getByRole('button', { name: 'Add to Purpose' }))
  await field.waitFor()
  await type('type', 'A word of my own')
  await press('add', on.getByRole('button', { name: 'Add', exact: true }))
  const card = on.getByRole('article').filter({ hasText: 'A word of my own' })
  await press('edit', card.getByRole('button', { name: /^Edit/ }))
  await on.getByRole('textbox', { name: 'Text of the card' }).waitFor()
  await type('type', ' and more of it')
  await key('leave', 'Escape')
  await press('open the menu', card.getByRole('button', { name: /^What to do/ }))
  await press('move', on.getByRole('button', { name: 'Move to Means' }))
  await on.locator('.at-capacity').getByText('A word of my own').waitFor()
  await press('undo', on.getByRole('button', { name: /Undo/ }))
  await on.locator('.at-value').getByText('A word of my own').waitFor()
  await press('search', on.getByLabel('Search the cards'))
  await type('search', 'card 12')
  await press('show all', on.getByRole('button', { name: 'Show all' }))
  await press('as a list', on.getByRole('button', { name: 'List', exact: true }))
  await on.locator('.as-list').waitFor()
  await press('as a board', on.getByRole('button', { name: 'Board', exact: true }))
  await on.locator('.triangle').waitFor()
}

function rounded(share: number): number {
  return Math.round(share * 1_000) / 1_000
}

function report(shift: number) {
  const sorted = interactions.map(({ ms }) => ms).sort((a, b) => a - b)
  const inp = sorted.length < 50 ? sorted.at(-1) : sorted[Math.ceil(sorted.length * 0.98) - 1]
  const kinds = [...new Set(interactions.map(({ kind }) => kind))]
  const worst = kinds.map((kind) => [
    kind,
    Math.max(...interactions.filter((one) => one.kind === kind).map(({ ms }) => ms)),
  ])
  return {
    cards: CARDS,
    people: PEOPLE,
    slower: SLOWER,
    server: server.name,
    interactions: sorted.length,
    inpMs: inp,
    medianMs: sorted[Math.floor(sorted.length / 2)],
    worstMs: Object.fromEntries(worst),
    slowest: [...interactions]
      .sort((a, b) => b.ms - a.ms)
      .slice(0, 5)
      .map(({ kind, ms, heardMs, doneMs }) => `${kind}: ${[heardMs, doneMs, ms].map(Math.round).join(' ')}`),
    layoutShift: rounded(shift),
    shifted: Object.fromEntries(Object.entries(shifted).map(([kind, sum]) => [kind, rounded(sum)])),
  }
}
