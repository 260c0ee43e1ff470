import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { viewBoard } from '../server/board/view.ts'
import { ensureBuilt } from '../server/launch/ready.mjs'
import { Person, type Place } from './live/person.ts'
import { quantile } from './live/rounds.ts'
import { ours } from './live/servers.ts'

/**
 * Kills the server under load at random moments, again and again, and counts what is gone of that which was acknowledged to
 * its author or seen by another. Every death is looked at by a newcomer who has nothing. Takes --kills 20, --people 8, --seed.
 * Exits with 1 when anything was lost, or when a newcomer was told that all was there before it was.
 */
const { values: asked } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    people: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const [kills, count] = [Number(asked.kills), Number(asked.people)]
let state = Number(asked.seed)
/** Chance that can be had again: a linear congruential generator is enough for moments. Answers 0 <= n < 1. */
const chance = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

ensureBuilt()
const server = await ours()
await server.start()
const places = await server.board(count + 1)
const backMs: number[] = []
const lost = { acknowledged: 0, seen: 0 }
let written = 0
const promised = { acknowledged: new Set<string>(), seen: new Set<string>() }

const quietly = () => undefined
const idOf = (place: Place, no: number) => `${place.seatId}.${no}`

/** Somebody who lays card after card until the server is gone, and what they were promised. */
async function write(no: number): Promise<void> {
  const place = places[no] as Place
  const person = new Person(no, place, true)
  const laid = new Map<number, string>()
  person.onAcknowledged = (upTo) => {
    for (const [at, id] of laid) if (at < upTo) promised.acknowledged.add(id)
  }
  person.doc.on('afterTransaction', ({ local }: { local: boolean }) => {
    if (!local) for (const id of Object.keys(viewBoard(person.doc).cards)) if (!laidHere.has(id)) promised.seen.add(id)
  })
  const laidHere = new Set<string>()
  await person.come()
  while (person.isConnected) {
    written += 1
    const id = idOf(place, written)
    laidHere.add(id)
    laid.set(person.sentAtMs.length, id)
    person.addCard(written, `Card ${written}`)
    // Few enough cards that the board stays within its limit over all deaths.
    await wait(50 + chance() * 200)
  }
}

for (let kill = 1; kill <= kills; kill += 1) {
  const writing = Array.from({ length: count }, (_, no) => write(no).catch(quietly))
  await wait(300 + chance() * 1_200)
  await server.kill()
  await Promise.all(writing)
  const since = performance.now()
  await server.start()
  const late = new Person(count, places[count] as Place, true)
  await late.come()
  backMs.push(performance.now() - since)
  const there = viewBoard(late.doc).cards
  for (const promise of ['acknowledged', 'seen'] as const)
    for (const id of promised[promise])
      if (!there[id]) {
        lost[promise] += 1
        promised[promise].delete(id)
      }
  late.go()
}
await server.stop()
const total = { acknowledged: promised.acknowledged.size, seen: promised.seen.size }
const result = {
  server: server.name,
  seed: Number(asked.seed),
  kills,
  written,
  promised: total,
  lost,
  backP50Ms: Math.round(quantile(backMs, 0.5)),
}
console.table(result)
console.log(JSON.stringify(result))
process.exit(lost.acknowledged + lost.seen > 0 ? 1 : 0)
