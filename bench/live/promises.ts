import { setTimeout as wait } from 'node:timers/promises'
import type * as Y from 'yjs'
import { cardsTouched } from '../../server/board/document.ts'
import { viewBoard } from '../../server/board/view.ts'
import { Person, type Place } from './person.ts'

const LONGEST_WAIT_MS = 30_000
// A board takes two thousand.
const MOST_CARDS = 1_900
const AGAIN_MS = 50

/**
 * People at one board who write without end, and what they were promised: cards that were acknowledged to their authors, and
 * cards that others saw. Whoever loses the line writes on, and comes back as soon as they are let in.
 */
export class Promises {
  readonly acknowledged = new Set<string>()
  readonly seen = new Set<string>()
  readonly #missed = new Set<string>()
  readonly #writers: { person: Person; isThere: boolean }[] = []
  #isOver = false
  #working: Promise<unknown> = Promise.resolve()
  written = 0
  /** How many of them were written while their author had no line. */
  writtenAway = 0

  constructor(
    readonly places: readonly Place[],
    readonly chance: () => number,
  ) {}

  /** Everybody but the last comes, and lays card after card. */
  begin(): void {
    this.#working = Promise.all(this.places.slice(0, -1).map((place, no) => this.#writeAs(new Person(no, place, true))))
  }

  async #writeAs(person: Person): Promise<void> {
    const writer = { person, isThere: false }
    this.#writers.push(writer)
    // Which update over this line brings a card that isn't acknowledged.
    const brings = new Map<string, number>()
    const [own, unsaved] = [new Set<string>(), new Set<string>()]
    person.onAnswered = (no) => {
      for (const id of unsaved) if (!brings.has(id)) brings.set(id, no)
    }
    person.onAcknowledged = (upTo) => {
      for (const [id, no] of brings) {
        if (no >= upTo) continue
        this.acknowledged.add(id)
        unsaved.delete(id)
        brings.delete(id)
      }
    }
    person.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.local) return
      for (const id of cardsTouched(person.doc, transaction)) if (!own.has(id)) this.seen.add(id)
    })
    const write = () => {
      this.written += 1
      if (!person.isConnected) this.writtenAway += 1
      const id = `${person.place.seatId}.${this.written}`
      own.add(id)
      unsaved.add(id)
      if (person.isConnected) brings.set(id, person.sentAtMs.length)
      person.addCard(this.written, `Card ${this.written}`)
    }
    const writing = async () => {
      for (; !this.#isOver; await wait(50 + this.chance() * 200)) if (this.written < MOST_CARDS) write()
    }
    const come = async () => {
      writer.isThere = false
      brings.clear()
      writer.isThere = await person.come().then(
        () => true,
        () => false,
      )
    }
    const comingBack = async () => {
      for (; !this.#isOver || unsaved.size > 0; await wait(AGAIN_MS)) if (!person.isConnected) await come()
    }
    await come()
    await Promise.all([writing(), comingBack()])
  }

  /** Resolves once everybody has their line again, or is late. */
  async allBack(): Promise<void> {
    const since = performance.now()
    const areThere = () => this.#writers.every(({ person, isThere }) => isThere && person.isConnected)
    while (!areThere() && performance.now() - since < LONGEST_WAIT_MS) await wait(10)
  }

  /** Nobody writes any more. Answers, once all is acknowledged or that is late, how many cards are not. */
  async end(): Promise<number> {
    this.#isOver = true
    await Promise.race([this.#working, wait(LONGEST_WAIT_MS)])
    for (const { person } of this.#writers) person.go()
    return this.written - this.acknowledged.size
  }

  /**
   * A newcomer who has nothing looks at what is there: how many cards are gone that were promised before they came, and whether
   * any was not there yet when they were told that this is all. Each is counted once.
   */
  async check(): Promise<{ lostAcknowledged: number; lostSeen: number; tooEarly: number }> {
    const [acknowledged, seen] = [new Set(this.acknowledged), new Set(this.seen)]
    const late = new Person(0, this.places[this.places.length - 1] as Place, true)
    await late.come()
    const gone = (promised: Set<string>) => {
      const there = viewBoard(late.doc).cards
      return [...promised].filter((id) => !there[id] && !this.#missed.has(id))
    }
    const atFirst = gone(new Set([...acknowledged, ...seen]))
    if (atFirst.length > 0) await wait(1_000)
    const [lostAcknowledged, lostSeen] = [gone(acknowledged), gone(seen)]
    for (const id of [...lostAcknowledged, ...lostSeen]) this.#missed.add(id)
    const lost = new Set([...lostAcknowledged, ...lostSeen]).size
    late.go()
    return {
      lostAcknowledged: lostAcknowledged.length,
      lostSeen: lostSeen.length,
      tooEarly: atFirst.length - lost,
    }
  }
}
