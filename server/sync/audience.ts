import { Frame } from './frame.ts'
import type { Refused } from './gate.ts'
import type { Someone } from './here.ts'
import { savedFrame, updateFrame } from './protocol.ts'
import type { Shown } from './shown.ts'

/** Somebody's connection as a room sees it. */
export interface Guest extends Someone {
  /** Sends what must arrive. */
  send(frame: Frame): void
  /** Shows what is new on the board; false when so much is unsent that it is left for later. */
  show(frame: Frame): boolean
  /** Shows who is where, unless they are slow to read. */
  glimpse(frame: Frame): void
  /** Tells why their last change was taken back. */
  refuse(why: Refused): void
  end(code: number): void
}

/**
 * Those at a board. What is added to it in one turn of the event loop is shown in one frame, the same buffer for everybody;
 * then it is acknowledged, each author once.
 */
export class Audience {
  /** How many updates of each are stored. */
  readonly #saved = new Map<Guest, number>()
  /** Who reads too slowly, and how much they had when they fell behind. */
  readonly #behind = new Map<Guest, Uint8Array>()
  readonly #toAcknowledge = new Set<Guest>()
  /** Who did what is to be shown; undefined for what everybody is to see. */
  readonly #authors = new Set<Guest | undefined>()
  #isDue = false

  constructor(readonly shown: Shown) {}

  get guests(): Guest[] {
    return [...this.#saved.keys()]
  }

  get size(): number {
    return this.#saved.size
  }

  has = (guest: Guest): boolean => this.#saved.has(guest)

  add = (guest: Guest): void => void this.#saved.set(guest, 0)

  remove(guest: Guest): void {
    this.#saved.delete(guest)
    this.#behind.delete(guest)
    this.#toAcknowledge.delete(guest)
  }

  /** Something was added to the board. Its author, if named, need not see it again. */
  added(author?: Guest): void {
    this.#authors.add(author)
    this.#soon()
  }

  /** One more update of somebody's is stored; they hear so after what is to be shown. */
  acknowledge(guest: Guest): void {
    const saved = this.#saved.get(guest)
    if (saved === undefined) return
    this.#saved.set(guest, saved + 1)
    this.#toAcknowledge.add(guest)
    this.#soon()
  }

  /** Shows everybody who is where. */
  glimpse(message: Uint8Array): void {
    const frame = new Frame(message)
    for (const guest of this.#saved.keys()) guest.glimpse(frame)
  }

  /** Somebody who was behind has read all they were sent: what they lack by now, in one frame. */
  drained(guest: Guest): void {
    const had = this.#behind.get(guest)
    this.#behind.delete(guest)
    if (had) guest.send(new Frame(updateFrame(this.shown.since(had))))
  }

  #soon(): void {
    if (!this.#isDue) queueMicrotask(() => this.#flush())
    this.#isDue = true
  }

  #flush(): void {
    this.#isDue = false
    const [only] = this.#authors
    const except = this.#authors.size === 1 ? only : undefined
    this.#authors.clear()
    const news = this.shown.news()
    if (news) this.#show(news, except)
    for (const guest of this.#toAcknowledge) guest.send(new Frame(savedFrame(this.#saved.get(guest) ?? 0)))
    this.#toAcknowledge.clear()
  }

  #show(news: Uint8Array, except: Guest | undefined): void {
    const frame = new Frame(updateFrame(news))
    let before: Uint8Array | undefined
    for (const guest of this.#saved.keys()) {
      if (guest === except || this.#behind.has(guest) || guest.show(frame)) continue
      before ??= this.shown.stateBefore(news)
      this.#behind.set(guest, before)
    }
  }
}
