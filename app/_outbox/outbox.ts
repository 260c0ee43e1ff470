import { type DeedKey, newId } from '#server/vocabulary/ids.ts'
import { type Deed, type Entry, putBehind } from './deed.ts'

/** What came of one sending: done, refused by name, or no answer at all. */
export type Sent =
  | { is: 'done' }
  | { is: 'refused'; code: NonNullable<Entry['held']>['code']; facts: NonNullable<Entry['held']>['facts'] }
  | { is: 'cut-off' }

/** Where entries outlive the page. `kept()` says whether they do: a browser may refuse to keep anything. */
export interface Shelf {
  all(): Promise<Entry[]>
  write(entries: readonly Entry[], gone: readonly Entry[]): Promise<void>
  kept(): boolean
}

export interface OutboxState {
  readonly is: 'opening' | 'empty' | 'sending' | 'waiting'
  /** On their way, in order. */
  readonly waiting: readonly Entry[]
  /** Refused, and still here. */
  readonly held: readonly Entry[]
  /** Refused, and given back to the form that still had them. */
  readonly returned: readonly Entry[]
  /** How many were stored since the page was opened. */
  readonly stored: number
  /** What of it was written, chosen or answered last: a hand that is raised is none. */
  readonly last?: Deed
  /** Whether what waits outlives this page. */
  readonly kept: boolean
}

/** What is refused for these is over where it was written: the form goes with its step, and would take the words along. */
const MOVED_ON: readonly NonNullable<Entry['held']>['code'][] = ['step.not_the_time', 'session.closed']

interface Ways {
  shelf: Shelf
  send(entry: Entry): Promise<Sent>
  /** Told of what is stored, before it leaves the outbox: what is seen never flickers. */
  done(entry: Entry): void
  /** Ends when it is worth trying again after no answer came. */
  pause(): Promise<void>
  nowMs(): number
}

/**
 * Sends what somebody did one after another, in order, until the server has done it or said no. Everything is on the shelf
 * before it is tried, so that a killed page sends it when it is opened again.
 */
export class Outbox {
  #entries: readonly Entry[] = []
  #state: OutboxState = { is: 'opening', waiting: [], held: [], returned: [], stored: 0, kept: true }
  readonly #heard = new Set<() => void>()
  readonly #ways: Ways
  readonly #keepers = new Map<DeedKey, () => boolean>()
  #opened = false
  #sending = false
  #ended = false

  constructor(ways: Ways) {
    this.#ways = ways
  }

  /** Takes up what an earlier page left. What was put in meanwhile stays behind it. */
  async open(): Promise<void> {
    const left = await this.#ways.shelf.all()
    const own = new Set(this.#entries.map(({ key }) => key))
    this.#entries = [...left.filter(({ key }) => !own.has(key)).sort((a, b) => a.no - b.no), ...this.#entries]
    this.#opened = true
    this.#tell()
    void this.#sendAll()
  }

  end(): void {
    this.#ended = true
  }

  state = (): OutboxState => this.#state

  listen = (heard: () => void): (() => void) => {
    this.#heard.add(heard)
    return () => void this.#heard.delete(heard)
  }

  /**
   * Takes a deed, and answers with its key. A form may still hold what was typed: as long as it `keeps` it, a refused deed is
   * returned to it instead of being held here, unless the room has moved on from the form.
   */
  put = (deed: Deed, { late = false, keeps }: { late?: boolean; keeps?: () => boolean } = {}): DeedKey => {
    const no = Math.max(0, ...this.#entries.map((entry) => entry.no)) + 1
    const entry: Entry = { key: newId<'deed'>(), no, madeAtMs: this.#ways.nowMs(), deed, tried: false, late }
    if (keeps) this.#keepers.set(entry.key, keeps)
    this.#become(putBehind(this.#entries, entry))
    void this.#sendAll()
    return entry.key
  }

  /** Tries a refused entry again: `late`, as somebody chose, or as it was, when there may be a place for it now. */
  again = (key: string, { late = false } = {}): void => {
    const found = this.#entries.find((entry) => entry.key === key)
    if (!found?.held) return
    const { held: _held, ...entry } = found
    const no = Math.max(...this.#entries.map((one) => one.no)) + 1
    this.#become([...this.#entries.filter((one) => one !== found), { ...entry, no, late: late || entry.late }])
    void this.#sendAll()
  }

  drop = (key: string): void => {
    this.#become(this.#entries.filter((entry) => entry.key !== key))
  }

  #become(entries: readonly Entry[]): void {
    const gone = this.#entries.filter((had) => !entries.some(({ key }) => key === had.key))
    const changed = entries.filter((entry) => !this.#entries.includes(entry))
    this.#entries = entries
    void this.#ways.shelf.write(changed, gone).then(() => this.#tell())
    this.#tell()
  }

  async #sendAll(): Promise<void> {
    // Nothing overtakes what an earlier page left.
    if (this.#sending || !this.#opened) return
    this.#sending = true
    for (let next = this.#next(); next && !this.#ended; next = this.#next()) {
      const entry = { ...next, tried: true }
      if (!next.tried) this.#become(this.#entries.map((one) => (one === next ? entry : one)))
      this.#tell(this.#state.is === 'waiting' ? 'waiting' : 'sending')
      const sent = await this.#ways.send(entry)
      if (sent.is === 'cut-off') {
        this.#tell('waiting')
        await this.#ways.pause()
      } else this.#settle(entry, sent)
    }
    this.#sending = false
    this.#tell()
  }

  #next = (): Entry | undefined => this.#entries.find(({ held }) => !held)

  #settle(entry: Entry, sent: Exclude<Sent, { is: 'cut-off' }>): void {
    const keeps = this.#keepers.get(entry.key)
    this.#keepers.delete(entry.key)
    if (sent.is === 'done') {
      this.#ways.done(entry)
      const last = entry.deed.does === 'signal' ? {} : { last: entry.deed }
      this.#state = { ...this.#state, ...last, is: 'sending', stored: this.#state.stored + 1 }
      return this.drop(entry.key)
    }
    const held = { code: sent.code, facts: sent.facts }
    this.#state = { ...this.#state, is: 'sending' }
    if (keeps?.() && !MOVED_ON.includes(sent.code)) {
      this.#state = { ...this.#state, returned: [...this.#state.returned, { ...entry, held }] }
      return this.drop(entry.key)
    }
    this.#become(this.#entries.map((one) => (one.key === entry.key ? { ...entry, held } : one)))
  }

  #tell(is?: 'sending' | 'waiting'): void {
    const waiting = this.#entries.filter(({ held }) => !held)
    const standing = this.#sending ? this.#state.is : this.#opened ? 'empty' : 'opening'
    this.#state = {
      ...this.#state,
      is: is ?? standing,
      waiting,
      held: this.#entries.filter(({ held }) => held),
      kept: this.#ways.shelf.kept(),
    }
    for (const heard of this.#heard) heard()
  }
}
