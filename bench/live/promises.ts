import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { cardOfText, cardsTouched, textOf } from '../../server/board/document.ts'
import { viewBoard } from '../../server/board/view.ts'
import { Person, type Place } from './person.ts'

const LONGEST_WAIT_MS = 30_000
// A board takes two thousand cards, and half of what is written begins none.
const MOST_WORDS = 3_000
const AGAIN_MS = 50
/** Every other deed types on in one of these cards of one's own, which were laid last. */
const OPEN_CARDS = 3

const wordsIn = (text: string): string[] => text.match(/w\d+/g) ?? []

/**
 * People at one board who write without end, and what they were promised: words that were acknowledged to their authors, and
 * words that others saw. Each stands on a new card, or at the end of what stands on one. Whoever loses the line writes on, and
 * comes back as soon as they are let in.
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

  /** Everybody but the last comes, and writes word after word. */
  begin(): void {
    this.#working = Promise.all(this.places.slice(0, -1).map((place, no) => this.#writeAs(new Person(no, place, true))))
  }

  async #writeAs(person: Person): Promise<void> {
    const writer = { person, isThere: false }
    this.#writers.push(writer)
    // Which update over this line brings a word that isn't acknowledged.
    const brings = new Map<string, number>()
    const [own, unsaved] = [new Set<string>(), new Set<string>()]
    const cards: number[] = []
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
      for (const text of textsTouched(person.doc, transaction))
        for (const word of wordsIn(text)) if (!own.has(word)) this.seen.add(word)
    })
    const write = () => {
      this.written += 1
      if (!person.isConnected) this.writtenAway += 1
      const word = `w${this.written}`
      own.add(word)
      unsaved.add(word)
      if (person.isConnected) brings.set(word, person.sentAtMs.length)
      const card = cards.at(-1 - Math.floor(this.chance() * OPEN_CARDS))
      if (card === undefined || this.chance() < 0.5) {
        cards.push(this.written)
        person.addCard(this.written, word)
      } else
        person.act((doc) => {
          const text = textOf(doc, `${person.place.seatId}.${card}`)
          text?.insert(text.length, ` ${word}`)
        })
    }
    const writing = async () => {
      for (; !this.#isOver; await wait(50 + this.chance() * 200)) if (this.written < MOST_WORDS) write()
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

  /** Nobody writes any more. Answers, once all is acknowledged or that is late, how many words are not. */
  async end(): Promise<number> {
    this.#isOver = true
    await Promise.race([this.#working, wait(LONGEST_WAIT_MS)])
    for (const { person } of this.#writers) person.go()
    return this.written - this.acknowledged.size
  }

  /**
   * A newcomer who has nothing looks at what is there: how many words are gone that were promised before they came, and whether
   * any was not there yet when they were told that this is all. Each is counted once.
   */
  async check(): Promise<{ lostAcknowledged: number; lostSeen: number; tooEarly: number }> {
    const [acknowledged, seen] = [new Set(this.acknowledged), new Set(this.seen)]
    const late = new Person(0, this.places[this.places.length - 1] as Place, true)
    await late.come()
    const gone = (promised: Set<string>) => {
      const there = new Set(Object.values(viewBoard(late.doc).cards).flatMap(({ text }) => wordsIn(text)))
      return [...promised].filter((word) => !there.has(word) && !this.#missed.has(word))
    }
    const atFirst = gone(new Set([...acknowledged, ...seen]))
    if (atFirst.length > 0) await wait(1_000)
    const [lostAcknowledged, lostSeen] = [gone(acknowledged), gone(seen)]
    for (const word of [...lostAcknowledged, ...lostSeen]) this.#missed.add(word)
    const lost = new Set([...lostAcknowledged, ...lostSeen]).size
    late.go()
    return {
      lostAcknowledged: lostAcknowledged.length,
      lostSeen: lostSeen.length,
      tooEarly: atFirst.length - lost,
    }
  }
}

/** What stands on the cards that a transaction laid or typed on. */
function textsTouched(doc: Y.Doc, transaction: Y.Transaction): string[] {
  const typed = [...transaction.changed.keys()].flatMap((type: unknown) =>
    type instanceof Y.Text ? (cardOfText(doc, type) ?? []) : [],
  )
  return [...cardsTouched(doc, transaction), ...typed].flatMap((id) => textOf(doc, id)?.toString() ?? [])
}
