import { setTimeout as wait } from 'node:timers/promises'
import { viewBoard } from '../../server/board/view.ts'
import { Person, type Place } from './person.ts'

/** What people at one board were promised: cards that were acknowledged to their authors, and cards that others saw. */
export class Promises {
  readonly acknowledged = new Set<string>()
  readonly seen = new Set<string>()
  readonly #missed = new Set<string>()
  written = 0

  constructor(
    readonly places: readonly Place[],
    readonly chance: () => number,
  ) {}

  /** Everybody but the last comes, and lays card after card until `isOver` or the server is gone; answers once all have left off. */
  async write(isOver: () => boolean): Promise<Person[]> {
    const writing = this.places.slice(0, -1).map(async (place, no) => {
      const person = new Person(no, place, true)
      await this.#writeAs(person, isOver).catch(() => undefined)
      return person
    })
    return Promise.all(writing)
  }

  async #writeAs(person: Person, isOver: () => boolean): Promise<void> {
    const laid = new Map<number, string>()
    const own = new Set<string>()
    person.onAcknowledged = (upTo) => {
      for (const [at, id] of laid) if (at < upTo) this.acknowledged.add(id)
    }
    person.doc.on('afterTransaction', ({ local }: { local: boolean }) => {
      if (local) return
      for (const id of Object.keys(viewBoard(person.doc).cards)) if (!own.has(id)) this.seen.add(id)
    })
    await person.come()
    while (person.isConnected && !isOver()) {
      this.written += 1
      const id = `${person.place.seatId}.${this.written}`
      own.add(id)
      laid.set(person.sentAtMs.length, id)
      person.addCard(this.written, `Card ${this.written}`)
      await wait(50 + this.chance() * 200)
    }
  }

  /**
   * A newcomer who has nothing looks at what is there: how many promised cards are gone, and whether any was not there yet
   * when they were told that this is all. Each is counted once.
   */
  async check(): Promise<{ lostAcknowledged: number; lostSeen: number; tooEarly: number; backMs: number }> {
    const since = performance.now()
    const late = new Person(0, this.places[this.places.length - 1] as Place, true)
    await late.come()
    const backMs = performance.now() - since
    const gone = (promised: Set<string>) => {
      const there = viewBoard(late.doc).cards
      return [...promised].filter((id) => !there[id] && !this.#missed.has(id))
    }
    const atFirst = gone(new Set([...this.acknowledged, ...this.seen]))
    if (atFirst.length > 0) await wait(1_000)
    const [lostAcknowledged, lostSeen] = [gone(this.acknowledged), gone(this.seen)]
    for (const id of [...lostAcknowledged, ...lostSeen]) this.#missed.add(id)
    const lost = new Set([...lostAcknowledged, ...lostSeen]).size
    late.go()
    return {
      lostAcknowledged: lostAcknowledged.length,
      lostSeen: lostSeen.length,
      tooEarly: atFirst.length - lost,
      backMs,
    }
  }
}
