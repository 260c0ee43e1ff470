import { Frame, Sheaf } from './frame.ts'
import type { Refused } from './gate.ts'
import type { Someone } from './here.ts'
import { savedFrame, type Touched, updateFrame } from './protocol.ts'
import type { Shown } from './shown.ts'

/** Somebody's connection as a room sees it. */
export interface Guest extends Someone {
  /** Sends what must arrive. */
  send(frame: Frame): void
  /**
   * Shows what is new on the board; false when so much is unsent that it is left for later. `together` is that with who is where,
   * for whoever is quick to read.
   */
  show(frame: Frame, together?: Frame | Sheaf): boolean
  /** Shows who is where, unless they are slow to read. */
  glimpse(frame: Frame | Sheaf): void
  /** Does something, and sends all that it sends them in one go. */
  together(act: () => void): void
  /** Tells why a change of theirs was taken back, and what it had touched. */
  refuse(why: Refused, touched: Touched): void
  /** Counts what they sent as so many updates more. */
  spend(updates: number): void
  end(code: number): void
}

// In a crowd somebody writes every few milliseconds, and each writing to a socket costs more than what is written.
const CROWD = 50
const RIDE_MS = 25

/**
 * Those at a board. What is added to it in one turn of the event loop is shown in one frame, the same buffer for everybody;
 * then it is acknowledged, each author once.
 */
export class Audience {
  /** How many updates of each are stored. */
  readonly #saved = new Map<Guest, number>()
  /** Who reads too slowly, and how much they had when they fell behind. */
  readonly #behind = new Map<Guest, Uint8Array>()
  /** Who of them doesn't know yet that more of theirs is stored. */
  readonly #unheard = new Set<Guest>()
  readonly #toAcknowledge = new Set<Guest>()
  /** Who did what is to be shown; undefined for what everybody is to see. */
  readonly #authors = new Set<Guest | undefined>()
  #isDue = false
  /** Who is where, kept back to go with what is shown of the board next. */
  #kept: Frame[] = []
  #ride: NodeJS.Timeout | undefined

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
    this.#unheard.delete(guest)
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

  /** Shows everybody who is where: in a crowd with what is shown of the board next, or a moment later. */
  glimpse(message: Uint8Array): void {
    this.#kept.push(new Frame(message))
    if (this.size > CROWD) this.#ride ??= setTimeout(() => this.#showKept(), RIDE_MS).unref()
    else this.#showKept()
  }

  /** Somebody who was behind has read all they were sent: what they lack by now, in one frame, and what of theirs is stored. */
  drained(guest: Guest): void {
    const had = this.#behind.get(guest)
    this.#behind.delete(guest)
    if (!had) return
    guest.send(new Frame(updateFrame(this.shown.since(had))))
    if (this.#unheard.delete(guest)) this.#sayStored(guest)
  }

  /** Not to whoever lacks what is shown: something of theirs may have been taken back, and they are to see that first. */
  #sayStored(guest: Guest): void {
    if (this.#behind.has(guest)) this.#unheard.add(guest)
    else guest.send(new Frame(savedFrame(this.#saved.get(guest) ?? 0)))
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
    const kept = this.#takeKept()
    const show = this.#showing(news, kept)
    const toAcknowledge = new Set(this.#toAcknowledge)
    this.#toAcknowledge.clear()
    // Where a room comes back at once nothing is shown, and each only hears that what they said is stored.
    for (const guest of news || kept.length > 0 ? this.guests : toAcknowledge) {
      if (!toAcknowledge.has(guest)) {
        show(guest, guest !== except)
        continue
      }
      guest.together(() => {
        show(guest, guest !== except)
        this.#sayStored(guest)
      })
    }
  }

  /** Shows one after another what is new, if they are to see it, and who is where: the same buffer to all of them. */
  #showing(news: Uint8Array | undefined, where: readonly Frame[]): (guest: Guest, seesNews: boolean) => void {
    const frame = news && new Frame(updateFrame(news))
    const glimpse = where.length > 0 ? new Sheaf(where) : undefined
    const together = frame && glimpse ? new Sheaf([frame, ...where]) : frame
    let before: Uint8Array | undefined
    return (guest, seesNews) => {
      if (!frame || !news || !seesNews || this.#behind.has(guest)) return void (glimpse && guest.glimpse(glimpse))
      if (guest.show(frame, together)) return
      before ??= this.shown.stateBefore(news)
      this.#behind.set(guest, before)
    }
  }

  #takeKept(): Frame[] {
    const kept = this.#kept
    this.#kept = []
    clearTimeout(this.#ride)
    this.#ride = undefined
    return kept
  }

  #showKept(): void {
    const kept = this.#takeKept()
    if (kept.length === 0) return
    const sheaf = new Sheaf(kept)
    for (const guest of this.#saved.keys()) guest.glimpse(sheaf)
  }
}
