import { setTimeout as wait } from 'node:timers/promises'
import { viewBoard } from '../../server/board/view.ts'
import { Person, type Place } from './person.ts'
import type { Server } from './servers.ts'

/** What one round came to: figures by name, in milliseconds unless the name says otherwise. */
export type Figures = Record<string, number>

const JOINS = 30
const HERDS = 3
const EDIT_EVERY_MS = 2_000
const POINT_EVERY_MS = 200
const CARDS = 500
const WORDS = 'What should this network be for, and for whom, and who pays for it? '
/** How often the same seat may connect to ours. */
export const CONNECTIONS_A_SEAT = 10

export const quantile = (values: number[], share: number): number => {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const comeAll = (people: readonly Person[]) => Promise.all(people.map((person) => person.come()))

/** So many people, each with an edit every two seconds, a tenth of them with a moving cursor. */
export async function latency(server: Server, count: number, seconds: number): Promise<Figures> {
  const people = (await server.board(count)).map((place, no) => new Person(no, place))
  for (const person of people) await person.come()
  for (const person of people) person.addCard(1, 'A card')
  await wait(1_000)
  const sentAt = new Map<number, number>()
  const [seen, acknowledged]: [number[], number[]] = [[], []]
  let edits = 0
  for (const person of people) {
    let upTo = person.acknowledged
    person.onMark = (by, edit) => {
      const at = sentAt.get(by * 1e6 + edit)
      if (at !== undefined && by !== person.no) seen.push(performance.now() - at)
    }
    person.onAcknowledged = (now) => {
      for (; upTo < now; upTo += 1) acknowledged.push(performance.now() - (person.sentAtMs[upTo] ?? Number.NaN))
    }
  }
  const timers = people.map((person, no) => {
    const edit = () => {
      edits += 1
      sentAt.set(no * 1e6 + edits, performance.now())
      person.edit(1, edits)
    }
    return setTimeout(
      () => {
        edit()
        timers[no] = setInterval(edit, EDIT_EVERY_MS)
      },
      (no / count) * EDIT_EVERY_MS,
    )
  })
  const pointing = people
    .filter((_, no) => no % 10 === 0)
    .map((person) => setInterval(() => person.point(Math.random()), POINT_EVERY_MS))
  const [cpuBefore, pointersBefore] = [server.cpuMs(), pointersOf(people)]
  await wait(seconds * 1_000)
  for (const timer of [...timers, ...pointing]) clearInterval(timer)
  await wait(1_000)
  const deliveries = seen.length + pointersOf(people) - pointersBefore
  const cpuMs = server.cpuMs() - cpuBefore
  for (const person of people) person.go()
  return {
    seenP50: quantile(seen, 0.5),
    seenP95: quantile(seen, 0.95),
    cpuPerDeliveryMicroseconds: (cpuMs * 1_000) / deliveries,
    deliveredPercent: (100 * seen.length) / (edits * (count - 1)),
    ...(acknowledged.length > 0 ? { acknowledgedP95: quantile(acknowledged, 0.95) } : {}),
  }
}

const pointersOf = (people: readonly Person[]) => people.reduce((sum, { pointers }) => sum + pointers, 0)

/**
 * A board of 500 cards: people join it one after another, and a hundred at once. Once as they come over the line as they are,
 * which is what the bars were measured with; and once packed, as browsers take them, where unpacking is a part of the time.
 */
export async function joining(server: Server): Promise<Figures> {
  const places = await server.board(11)
  // The author stays: Hocuspocus keeps nothing of a board that everybody has left.
  const author = await seed(places[0] as Place)
  const one = async (no: number, unpacks: boolean) => {
    const person = new Person(no, places[1 + (no % CONNECTIONS_A_SEAT)] as Place, false, unpacks)
    const since = performance.now()
    await person.come()
    return { person, ms: performance.now() - since }
  }
  const inTurn = async (times: number, unpacks: boolean) => {
    const joins: number[] = []
    let bytes = 0
    for (let no = 0; no < times; no += 1) {
      const { person, ms } = await one(no, unpacks)
      joins.push(ms)
      bytes = person.wireBytes
      person.go()
      // Whoever leaves is no part of the next one's time.
      await wait(20)
    }
    return { p50: quantile(joins, 0.5), kiloBytes: bytes / 1_000 }
  }
  const atOnce = async (unpacks: boolean) => {
    const herds: number[] = []
    for (let turn = 0; turn < HERDS; turn += 1) {
      await wait(200)
      const since = performance.now()
      const herd = await Promise.all(Array.from({ length: 100 }, (_, no) => one(no, unpacks)))
      herds.push(performance.now() - since)
      for (const { person } of herd) person.go()
    }
    return quantile(herds, 0.5)
  }
  // Whose seat it is, is looked up when they first come.
  const first = await inTurn(CONNECTIONS_A_SEAT, false)
  const [plain, herd] = [await inTurn(JOINS, false), await atOnce(false)]
  const [packed, packedHerd] = [await inTurn(JOINS, true), await atOnce(true)]
  author.go()
  return {
    ...{ firstJoinP50: first.p50, joinP50: plain.p50, herdOf100: herd },
    ...{ packedJoinP50: packed.p50, packedHerdOf100: packedHerd, joinKiloBytes: packed.kiloBytes },
  }
}

/** Somebody who lays 500 cards, and stays. */
export async function seed(place: Place): Promise<Person> {
  const author = new Person(0, place)
  await author.come()
  for (let no = 1; no <= CARDS; no += 1) {
    author.addCard(no, WORDS.repeat(2))
    // Within everybody's limits: two hundred a second after a burst.
    if (no % 100 === 0) await wait(50)
  }
  await wait(1_500)
  return author
}

/**
 * Boards of 500 cards with one silent reader each: the live heap of a hundred, a good half minute after the last edit, and
 * again a good minute after the readers have left. Then somebody comes to each, one board after another: how soon the cold
 * board is whole, and how many cards were missing when it was said to be.
 */
export async function idling(server: Server, boards: number, quietMs: number, goneMs: number): Promise<Figures> {
  const [readers, places]: [Person[], Place[]] = [[], []]
  const open = async () => {
    const [writes, reads] = (await server.board(2)) as [Place, Place]
    const author = await seed(writes)
    const reader = new Person(1, reads)
    await reader.come()
    author.go()
    readers.push(reader)
    places.push(reads)
  }
  // The first warms up what every server loads late.
  await open()
  await wait(quietMs)
  const before = await server.heap()
  for (let i = 0; i < boards; i += 1) await open()
  await wait(quietMs)
  const of100 = async () => (((await server.heap()) - before) / boards / 2 ** 20) * 100
  const idle = await of100()
  for (const reader of readers) reader.go()
  await wait(goneMs)
  const left = await of100()
  const cold = []
  for (const place of places) cold.push(await comeTo(place))
  return {
    heapOf100BoardsMegaBytes: idle,
    heapOf100LeftBoardsMegaBytes: left,
    coldBoardMs: quantile(
      cold.map(({ ms }) => ms),
      0.5,
    ),
    missingOnColdBoards: cold.reduce((sum, { cards }) => sum + CARDS - cards, 0),
  }
}

/** Comes with nothing: how long until the board has been answered, and how many cards it then has. */
export async function comeTo(place: Place): Promise<{ ms: number; cards: number }> {
  const person = new Person(2, place, true)
  const since = performance.now()
  await person.come()
  const ms = performance.now() - since
  person.go()
  return { ms, cards: Object.keys(viewBoard(person.doc).cards).length }
}

/** Edits for two seconds, a second's rest, SIGKILL: what of that which was acknowledged or seen is gone after a new start. */
export async function dying(server: Server): Promise<Figures> {
  const [writes, watches, looks] = (await server.board(3)) as [Place, Place, Place]
  const [author, witness] = [new Person(0, writes), new Person(1, watches, true)]
  await comeAll([author, witness])
  for (let no = 1; no <= 40; no += 1) {
    author.addCard(no, `Card ${no}`)
    await wait(25)
  }
  await wait(1_000)
  const acknowledged = Math.max(0, author.acknowledged - (author.sentAtMs.length - 40))
  const seen = Object.keys(viewBoard(witness.doc).cards).length
  await server.kill()
  for (const person of [author, witness]) person.go()
  const since = performance.now()
  await server.start()
  const late = new Person(2, looks, true)
  await late.come()
  const backMs = performance.now() - since
  const left = Object.keys(viewBoard(late.doc).cards).length
  late.go()
  return { lostAcknowledged: Math.max(0, acknowledged - left), lostSeen: Math.max(0, seen - left), backMs }
}
