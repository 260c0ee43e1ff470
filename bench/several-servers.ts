import { createHash } from 'node:crypto'
import { cpus } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { addCard, editText, moveCard } from '../server/board/commands.ts'
import { idsOn, textOf } from '../server/board/document.ts'
import { viewBoard } from '../server/board/view.ts'
import { ensureBuilt } from '../server/launch/ready.mjs'
import { PLACES } from '../server/vocabulary/corner.ts'
import { judge, severalBars } from './live/bars.ts'
import { aCluster } from './live/cluster.ts'
import { Person, type Place } from './live/person.ts'
import { quantile } from './live/rounds.ts'
import { type Ours, ours } from './live/servers.ts'

/**
 * Three of our servers on one PostgreSQL of the bench's own, and a hundred stock clients on one board spread over them: many
 * edits, a server killed and started again, the database killed and started again, and in the end everybody must have the
 * same. Before that, what it costs an edit to hop from one server to the next.
 * Takes --people 100, --edits 10000, --seed, --no-bars. Exits with 1 when somebody has something else, or was cut off for
 * good, and when a hop takes longer than its bar (not with --no-bars).
 */
const { values: asked } = parseArgs({
  options: {
    people: { type: 'string', default: '100' },
    edits: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '7' },
    'no-bars': { type: 'boolean', default: false },
  },
})
const [count, most] = [Number(asked.people), Number(asked.edits)]
const MOST_CARDS = 400
const LONGEST_WAIT_MS = 120_000
let state = Number(asked.seed)
/** Chance that can be had again. Answers 0 <= n < below. */
const next = (below: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

ensureBuilt()
const cluster = await aCluster()
process.env.TEST_DATABASE_URL = cluster.url
const one = await ours()
await one.start()
const servers: [Ours, Ours, Ours] = [one, await one.beside(), await one.beside()]
for (const server of servers.slice(1)) await server.start()

/** The same seat at another server. */
const at = (place: Place, { origin }: Ours): Place => ({
  ...place,
  url: place.url.replace(/^ws:\/\/[^/]+/, origin.replace('http', 'ws')),
  headers: { ...place.headers, origin },
})

/** One writes at the first server; how much later an edit is seen at the second than at the first. */
async function hops(): Promise<{ sameP50: number; sameP95: number; hopP50: number; hopP95: number }> {
  const [writes, near, far] = (await one.board(3)) as [Place, Place, Place]
  const people = [new Person(0, writes), new Person(1, near), new Person(2, at(far, servers[1]))]
  for (const person of people) await person.come()
  const [author, ...readers] = people as [Person, Person, Person]
  author.addCard(1, 'A card')
  await wait(2_500)
  const [sent, seen]: [number[], [number[], number[]]] = [[], [[], []]]
  for (const [i, reader] of readers.entries())
    reader.onMark = (_by, edit) => {
      ;(seen[i] as number[])[edit] = performance.now()
    }
  for (let edit = 0; edit < 400; edit += 1) {
    sent[edit] = performance.now()
    author.edit(1, edit)
    await wait(25)
  }
  await wait(2_500)
  const same = sent.map((ms, i) => (seen[0][i] ?? Number.NaN) - ms)
  const hop = sent.map((_, i) => (seen[1][i] ?? Number.NaN) - (seen[0][i] ?? Number.NaN))
  if ([...same, ...hop].some(Number.isNaN)) throw new Error('an edit was not seen')
  for (const person of people) person.go()
  return {
    ...{ sameP50: quantile([...same], 0.5), sameP95: quantile([...same], 0.95) },
    ...{ hopP50: quantile([...hop], 0.5), hopP95: quantile([...hop], 0.95) },
  }
}

/** Somebody with the stock client at a server. */
function aPerson(place: Place, server: Ours) {
  const doc = new Y.Doc()
  let origin = server.origin
  class Seated extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { ...place.headers, origin } })
    }
  }
  const board = place.url.slice(place.url.lastIndexOf('/') + 1)
  const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, board, doc, {
    ...{ WebSocketPolyfill: Seated as never, disableBc: true, maxBackoffTime: 1_000 },
  })
  const [refused, closes]: [number[], number[]] = [[], []]
  // Stock clients complain of messages that nobody told them of.
  provider.messageHandlers[100] = () => undefined
  provider.messageHandlers[101] = () => void refused.push(1)
  provider.on('connection-close', (event: { code: number } | null) => {
    if (event && event.code >= 4_000) closes.push(event.code)
  })
  const goTo = (other: Ours) => {
    origin = other.origin
    provider.serverUrl = `${origin.replace('http', 'ws')}/sync`
    provider.ws?.close()
  }
  const me = { id: place.seatId, kind: 'participant' as const, partnerId: place.partnerId }
  return { doc, provider, me, refused, closes, goTo, isAt: (other: Ours) => origin === other.origin }
}

/** One thing that somebody does; whether it was anything. */
function act({ doc, me }: ReturnType<typeof aPerson>): boolean {
  const seen = idsOn(doc, 'cards')
  const own = seen.filter((id) => id.startsWith(`${me.id}.`))
  const [some, mine] = [seen[next(Math.max(1, seen.length))], own[next(Math.max(1, own.length))]]
  const place = PLACES[next(4)] ?? 'middle'
  const id = `${me.id}.${next(1_000_000)}`
  const card = { id, text: 'Young people first', place, facet: null, createdAt: '2026-01-01T00:00:00.000Z' }
  const what = next(3)
  if ((what === 0 || !mine) && seen.length < MOST_CARDS) addCard(doc, me, card)
  else if (what === 1 && mine) editText(doc, me, mine, `${textOf(doc, mine)?.toString().slice(0, 60)} and ${next(100)}`)
  else if (some) moveCard(doc, me, some, { place, no: next(9) })
  else return false
  return true
}

const hashOf = (doc: Y.Doc) =>
  createHash('sha256')
    .update(Y.encodeStateVector(doc))
    .update(JSON.stringify(viewBoard(doc)))
    .digest('hex')
const vectorOf = (doc: Y.Doc) =>
  JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b))
const sameFor = (docs: Y.Doc[]) =>
  new Set(docs.map((doc) => `${vectorOf(doc)} ${JSON.stringify(viewBoard(doc))}`)).size === 1

const hop = await hops()
console.error('hops', hop)
const places = await one.board(count)
const people = places.map((place, no) => aPerson(place, servers[no % 3] as Ours))
const areSynced = (all: readonly ReturnType<typeof aPerson>[]) => all.every(({ provider }) => provider.synced)
/** Waits for what must come, and no longer than anybody would: what has not come by then is told by the figures. */
async function soon(hasCome: () => boolean, everyMs: number): Promise<void> {
  const since = performance.now()
  while (!hasCome() && performance.now() - since < LONGEST_WAIT_MS) await wait(everyMs)
}
await soon(() => areSynced(people), 50)
const edits = { done: 0 }
const began = performance.now()
async function until(share: number): Promise<void> {
  for (let told = 0; edits.done < most * share; ) {
    if (edits.done >= told)
      console.error(`${edits.done} of ${most} edits, ${Math.round((performance.now() - began) / 1_000)} s`)
    if (edits.done >= told) told = edits.done + most / 20
    for (let i = 0; i < 4; i += 1) if (act(people[next(count)] as ReturnType<typeof aPerson>)) edits.done += 1
    await wait(15)
  }
}
await until(1 / 4)
console.error('a server is killed')
await servers[2].kill()
for (const person of people.filter((one) => one.isAt(servers[2]))) person.goTo(servers[next(2)] as Ours)
await until(1 / 2)
await servers[2].start()
for (const person of people) if (next(3) === 0) person.goTo(servers[2])
console.error('the database is killed')
cluster.kill()
await until(5 / 8)
await cluster.start()
await until(1)
const wrote = performance.now()
console.error('waiting for all to have the same')
await soon(() => areSynced(people), 50)
const docs = people.map(({ doc }) => doc)
await soon(() => sameFor(docs), 200)
const cameTogetherMs = performance.now() - wrote
const late = servers.map((server, i) => aPerson(places[i] as Place, server))
await soon(() => areSynced(late), 50)
await wait(500)
const isSame = sameFor([...docs, ...late.map(({ doc }) => doc)])
const result = {
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version },
  ...{
    seed: Number(asked.seed),
    people: count,
    edits: edits.done,
    cards: Object.keys(viewBoard(docs[0] as Y.Doc).cards).length,
  },
  editsPerSecond: Math.round(edits.done / ((wrote - began) / 1_000)),
  isSame,
  hash: hashOf(docs[0] as Y.Doc),
  cameTogetherMs: Math.round(cameTogetherMs),
  refused: people.reduce((sum, { refused }) => sum + refused.length, 0),
  cutOff: people.flatMap(({ closes }) => closes),
  hopMs: Object.fromEntries(Object.entries(hop).map(([name, ms]) => [name, Math.round(ms * 100) / 100])),
}
for (const { provider } of [...people, ...late]) provider.destroy()
for (const server of [...servers].reverse()) await server.stop()
cluster.stop()
console.log(JSON.stringify(result, null, 2))
process.exit(
  judge(
    severalBars({
      ...(asked['no-bars'] ? {} : { hopP95: result.hopMs.hopP95 }),
      ...{ different: isSame ? 0 : 1, refused: result.refused, cutOff: result.cutOff.length },
    }),
  ),
)
