import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { viewBoard } from '../../server/board/view.ts'
import { Person, type Place } from './person.ts'
import { CONNECTIONS_A_SEAT, comeAll, comeTo, type Figures, seed } from './rounds.ts'
import type { Server } from './servers.ts'

/** So many connections of as few seats as may hold them, after the first place, which is the author's. */
async function placesFor(server: Server, count: number): Promise<{ author: Place; place(no: number): Place }> {
  const [author, ...others] = await server.board(1 + Math.ceil(count / CONNECTIONS_A_SEAT))
  return { author: author as Place, place: (no) => others[no % others.length] as Place }
}

/**
 * A board of 500 cards, whose people all fall asleep without a word; 20 cards later all of them are back at once. Once with what
 * they had, and told what they lack; and once with nothing, as phones whose pages were thrown away, and as the bar was measured.
 * They put what they are told into no document: each phone does that by itself.
 */
export async function returning(server: Server, count: number): Promise<Figures> {
  const { author: writes, place } = await placesFor(server, count)
  const author = await seed(writes)
  const people = Array.from({ length: count }, (_, no) => new Person(no + 1, place(no)))
  for (const person of people) await person.come()
  let cards = 1_000
  const sleep = async (had: Uint8Array | undefined) => {
    for (const person of people) {
      person.go()
      person.has = had
    }
    for (let no = 0; no < 20; no += 1) {
      cards += 1
      author.addCard(cards, 'Laid while they slept')
      await wait(20)
    }
    await wait(1_000)
    const since = performance.now()
    await comeAll(people)
    return performance.now() - since
  }
  const allBack = await sleep(undefined)
  const allBackWithWhatTheyHad = await sleep(Y.encodeStateVector(author.doc))
  for (const person of [author, ...people]) person.go()
  return { allBack, allBackWithWhatTheyHad }
}

/** Writers who each send the next edit once the farthest reader has the last but three: how many deliveries a second. */
export async function fanOut(server: Server, count: number, writers: number, seconds: number): Promise<Figures> {
  const { place } = await placesFor(server, count)
  const people = Array.from({ length: count }, (_, no) => new Person(no, place(no)))
  for (const person of people) await person.come()
  // Several write from one seat, each on a card of their own.
  for (const person of people.slice(0, writers)) person.addCard(person.no + 1, 'A card')
  await wait(1_000)
  const edits = people.map(() => 0)
  let [got, isOn] = [0, true]
  const next = (no: number) => {
    edits[no] = (edits[no] ?? 0) + 1
    people[no]?.edit(no + 1, edits[no] ?? 0)
  }
  for (const person of people)
    person.onMark = (by) => {
      if (by === person.no) return
      got += 1
      if (person.no === count - 1 && isOn) next(by)
    }
  for (let turn = 0; turn < 4; turn += 1) for (let no = 0; no < writers; no += 1) next(no)
  await wait(500)
  const [before, cpuBefore, since] = [got, server.cpuMs(), performance.now()]
  await wait(seconds * 1_000)
  const [deliveries, cpuMs, ms] = [got - before, server.cpuMs() - cpuBefore, performance.now() - since]
  isOn = false
  await wait(300)
  for (const person of people) person.go()
  return {
    deliveriesPerSecond: (deliveries / ms) * 1_000,
    cpuPerDeliveryMicroseconds: (cpuMs * 1_000) / deliveries,
  }
}

/** A board of 500 cards that nobody is at, of a server just started: how soon it is whole, and what was not yet there when it was said to be. */
export async function afterRestart(server: Server): Promise<Figures> {
  const [writes, reads] = (await server.board(2)) as [Place, Place]
  const [warms] = (await server.board(1)) as [Place]
  const author = await seed(writes)
  const there = Object.keys(viewBoard(author.doc).cards).length
  await server.kill()
  author.go()
  await server.start()
  await comeTo(warms)
  const { ms, cards } = await comeTo(reads)
  return { answeredMs: ms, missingWhenSaidToBeWhole: there - cards }
}
