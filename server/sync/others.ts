import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Proven } from './here.ts'
import { type Notice, readNotice, writeNotice } from './notice.ts'

/**
 * Carries short texts between the servers on one database. A text may be lost, or come late: what must not be missed is
 * read from the log every two seconds all the same.
 */
export interface Bus {
  tell(text: string): void
  /** `again` is called when texts may have been missed: the connection was lost, and is back. */
  listen(heard: (text: string) => void, again: () => void): Promise<void>
}

/** What a server does about what the others tell it. */
export interface Ears {
  rows(boardId: SessionId, seq: number): void
  here(server: string, boardId: SessionId, people: readonly Proven[]): void
  who(boardId: SessionId): void
  /** A server was heard for the first time. */
  met(): void
  /** A server says nothing any more. */
  silent(server: string): void
}

// Five rounds without a pulse.
const SILENT_MS = 10_000
// Two rounds: whoever is there has said so by then.
const NEW_MS = 4_000

/** The other servers on the same database: none of them is owner of anything. While there are none, nothing is told but a pulse. */
export class Others {
  readonly me = crypto.randomUUID().slice(0, 8)
  readonly #heardAt = new Map<string, number>()
  readonly #sinceMs: number
  #isNew: boolean
  #people: (readonly [SessionId, Proven])[] = []

  constructor(
    readonly bus?: Pick<Bus, 'tell'>,
    readonly now: () => number = () => 0,
  ) {
    this.#sinceMs = now()
    this.#isNew = bus !== undefined
  }

  /** Whether another server was heard a moment ago. */
  get areThere(): boolean {
    return this.#heardAt.size > 0
  }

  /** Whether another server may be there that hasn't been heard yet, because this one has only just begun to listen. */
  get mayBeThere(): boolean {
    // Asked with every edit: the clock is not.
    if (this.#isNew) this.#isNew = this.now() - this.#sinceMs < NEW_MS
    return this.areThere || this.#isNew
  }

  /** Hears one text; what this server told itself is left out. */
  hear(text: string, ears: Ears): void {
    const told = readNotice(text)
    if (!told || told.from === this.me) return
    const { from, notice } = told
    const isNew = !this.#heardAt.has(from)
    this.#heardAt.set(from, this.now())
    // Whoever is new to us doesn't know us either.
    if (isNew) this.pulse()
    if (isNew) ears.met()
    if (notice.is === 'rows') for (const [boardId, seq] of notice.heads) ears.rows(boardId, seq)
    if (notice.is === 'who') ears.who(notice.boardId)
    if (notice.is === 'here') for (const [boardId, one] of notice.people) ears.here(from, boardId, [one])
  }

  pulse = (): void => this.#tell({ is: 'pulse' })

  /** Once a round: says that this server is there, and notices who isn't. */
  round(ears: Pick<Ears, 'silent'>): void {
    this.pulse()
    for (const [server, at] of this.#heardAt) {
      if (this.now() - at < SILENT_MS) continue
      this.#heardAt.delete(server)
      ears.silent(server)
    }
  }

  rows(seqs: ReadonlyMap<SessionId, number>): void {
    if (this.areThere) this.#tell({ is: 'rows', heads: [...seqs] })
  }

  who(boardId: SessionId): void {
    if (this.areThere) this.#tell({ is: 'who', boardId })
  }

  /** People at this server; told together at the end of this turn, whatever their boards. */
  here(boardId: SessionId, people: readonly Proven[]): void {
    if (!this.areThere || people.length === 0) return
    if (this.#people.length === 0) queueMicrotask(() => this.#tellPeople())
    this.#people.push(...people.map((one) => [boardId, one] as const))
  }

  #tellPeople(): void {
    const people = this.#people
    this.#people = []
    this.#tell({ is: 'here', people })
  }

  #tell(notice: Notice): void {
    for (const text of writeNotice(this.me, notice)) this.bus?.tell(text)
  }
}
