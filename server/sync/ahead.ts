import * as Y from 'yjs'
import type { StoredRows } from '#db/stored-board.ts'
import { ownersIn, SERVER_SEAT } from './claims.ts'
import { Gate } from './gate.ts'
import { applyStored } from './put-in.ts'
import type { Shown } from './shown.ts'

/**
 * The gate of a board, and whether its document is there: it is ahead of what is stored while somebody writes, and is let go
 * of while nobody does.
 */
export class Ahead {
  readonly gate: Gate
  #isAsleep = false
  /** Whether it took something that will never be stored. */
  #isAstray = false

  constructor(
    doc: Y.Doc,
    owners: ReadonlyMap<number, string>,
    readonly shown: Shown,
    /** Whether anything of this board waits to be stored. */
    readonly waits: () => boolean,
  ) {
    this.gate = new Gate(doc, ownersIn(doc, owners))
  }

  get isAsleep(): boolean {
    return this.#isAsleep
  }

  sleep(): void {
    this.gate.sleep()
    this.#isAsleep = true
  }

  /** Something that the gate took was not stored: its board was closed meanwhile. It goes back to what is. */
  goAstray = (): void => {
    this.#isAstray = true
  }

  /** The gate, with a document that holds all that is known. */
  awake(): Gate {
    const goesBack = this.#isAstray && !this.waits()
    if (!this.#isAsleep && !goesBack) return this.gate
    if (goesBack) this.gate.sleep()
    this.#isAsleep = false
    this.#isAstray = false
    const doc = new Y.Doc()
    applyStored(doc, [this.shown.since(Uint8Array.of(0))])
    this.gate.clients.set(doc.clientID, SERVER_SEAT)
    this.gate.wake(doc)
    return this.gate
  }

  /** Takes up rows that others stored. */
  takeUp(rows: StoredRows): void {
    const gate = this.awake()
    for (const [client, seatId] of rows.clients) gate.clients.set(client, seatId)
    gate.noteServer(() => applyStored(gate.doc, rows.updates))
    for (const client of gate.doc.store.clients.keys())
      if (!gate.clients.has(client)) gate.clients.set(client, SERVER_SEAT)
  }
}
