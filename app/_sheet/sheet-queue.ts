import type { Facts, RefusalCode } from '#server/refusal.ts'
import type { SheetId } from '#server/vocabulary/ids.ts'
import { forgetDeed, keepDeed, keptDeeds, type SheetDeed, type Shelf, type TypedSheet } from './kept-sheets.ts'

/** What became of a deed that was sent: done, refused for good, or not answered. */
export type Outcome = 'done' | 'no-answer' | { code: RefusalCode; facts: Facts }

interface Ways {
  readonly sessionId: string
  readonly shelf: Shelf
  send(deed: SheetDeed): Promise<Outcome>
  /** Resolves when another try may be worth it. */
  pause(): Promise<void>
  changed(): void
}

export type RefusedSheet = Extract<SheetDeed, { is: 'enter' }> &
  Required<Pick<Extract<SheetDeed, { is: 'enter' }>, 'refused'>>

/**
 * What this device still has to send of the sheets typed on it: kept on the device until the server has it, sent one after
 * another in the order in which it was done, and tried again until there is an answer. What is refused waits, with its
 * reason, until somebody decides.
 */
export class SheetQueue {
  #deeds: SheetDeed[] = []
  #sending: Promise<void> | undefined
  /** Whether the browser keeps anything: if not, the page must stay open until all is sent. */
  keeps = true

  constructor(readonly ways: Ways) {}

  /** Takes up what the device kept from before. */
  begin(): Promise<void> {
    this.#deeds = keptDeeds(this.ways.shelf, this.ways.sessionId)
    return this.#go()
  }

  get waiting(): readonly SheetDeed[] {
    return this.#deeds.filter(isToSend)
  }
  get refused(): readonly RefusedSheet[] {
    return this.#deeds.filter((deed): deed is RefusedSheet => deed.is === 'enter' && deed.refused !== undefined)
  }

  enter(sheet: TypedSheet): Promise<void> {
    return this.#add({ is: 'enter', order: this.#order(), sheet })
  }
  takeOut(sheetId: SheetId, no: number): Promise<void> {
    return this.#add({ is: 'take-out', order: this.#order(), sheetId, no })
  }
  /** Forgets a refused sheet, with the answers on it. */
  putAway(sheetId: SheetId): void {
    for (const deed of this.refused) if (deed.sheet.sheetId === sheetId) this.#drop(deed)
  }

  #order = () => Math.max(0, ...this.#deeds.map(({ order }) => order)) + 1

  #add(deed: SheetDeed): Promise<void> {
    this.#deeds.push(deed)
    this.keeps = keepDeed(this.ways.shelf, this.ways.sessionId, deed)
    return this.#go()
  }

  #drop(deed: SheetDeed): void {
    this.#deeds = this.#deeds.filter((one) => one !== deed)
    forgetDeed(this.ways.shelf, this.ways.sessionId, deed)
    this.ways.changed()
  }

  #go(): Promise<void> {
    this.ways.changed()
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#deeds.find(isToSend); next; next = this.#deeds.find(isToSend)) {
      const outcome = await this.ways.send(next)
      if (outcome === 'no-answer') {
        await this.ways.pause()
        continue
      }
      this.#drop(next)
      if (outcome !== 'done' && next.is === 'enter') this.#keepRefused(next, outcome)
    }
  }

  #keepRefused(deed: Extract<SheetDeed, { is: 'enter' }>, refused: RefusedSheet['refused']): void {
    const kept = { ...deed, refused }
    this.#deeds.push(kept)
    keepDeed(this.ways.shelf, this.ways.sessionId, kept)
    this.ways.changed()
  }
}

const isToSend = (deed: SheetDeed) => deed.is === 'take-out' || !deed.refused
