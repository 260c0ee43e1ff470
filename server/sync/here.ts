import { goodbye, type Presence, readPresence, stateWithPerson, writePresence } from './presence.ts'
import { presenceFrame } from './protocol.ts'

// More than may be at one board.
const MOST_GOODBYES = 1_000

/** Somebody at a board, as their seat proves them. */
export interface Someone {
  readonly seat: {
    readonly id: string
    readonly kind: 'participant' | 'convenor' | 'screen'
    readonly partnerId: string | null
    readonly name: string
  }
}

/** Whose client ids are, and how one is kept for a seat. */
export interface ClientIds {
  ownerOf(clientId: number): string | undefined
  reserve(clientId: number, seatId: string): void
}

/** A presence with the seat that it was proven for, as it travels between servers. */
export interface Proven extends Presence {
  readonly seatId: string
}

/** What came of hearing somebody: whether it was news of themselves, and what to answer them. */
export interface Heard {
  readonly isNews: boolean
  readonly answer: Uint8Array | undefined
}

/** What changed: for everybody here in one frame, and what of it other servers can't know. */
export interface PresenceNews {
  readonly frame: Uint8Array
  readonly own: readonly Proven[]
}

/**
 * Who is at a board: one presence a connection, under its own client id, with the name that its seat proves. Some are here,
 * some at another server.
 */
export class Here {
  readonly #clientOf = new Map<Someone, number>()
  readonly #holderOf = new Map<number, Someone>()
  /** Whose client id was taken over by their next line: they are here over that, whatever still comes over the old one. */
  readonly #replaced = new WeakSet<Someone>()
  readonly #presence = new Map<number, Proven>()
  /** At which server the others are. */
  readonly #elsewhere = new Map<number, string>()
  readonly #toShow = new Set<number>()
  /** The goodbyes that were told last: whoever comes back has to speak louder than these to be believed. */
  readonly #goodbyes = new Map<number, Proven>()

  constructor(readonly ids: ClientIds) {}

  /**
   * Takes what somebody says of themselves. What they say of others is left out: stock clients repeat what they heard. Who
   * comes back, and says what everybody has put away since, is answered with their own goodbye: then they say it anew.
   */
  hear(someone: Someone, bytes: Uint8Array, showsNames: boolean): Heard {
    let isNews = false
    let answer: Uint8Array | undefined
    if (this.#replaced.has(someone)) return { isNews, answer }
    for (const { clientId, clock, state } of readPresence(bytes)) {
      if (!this.#clientOf.has(someone) && this.#isTheirs({ clientId, clock, state }, someone))
        this.#hold(someone, clientId)
      if (this.#clientOf.get(someone) !== clientId || !this.#isNewer(clientId, clock)) continue
      isNews = true
      const gone = this.#goodbyes.get(clientId)
      if (gone && clock <= gone.clock) {
        if (state !== 'null') answer = presenceFrame(writePresence([gone]))
        continue
      }
      const { id, name, partnerId, kind } = someone.seat
      const person = { seat: id, name: showsNames ? name : '', partner: partnerId, kind }
      const proven = stateWithPerson(state, person)
      if (proven === undefined) continue
      this.#elsewhere.delete(clientId)
      this.#goodbyes.delete(clientId)
      this.#presence.set(clientId, { clientId, clock, state: proven, seatId: id })
      this.#toShow.add(clientId)
    }
    return { isNews, answer }
  }

  /** Takes what another server proved. Whoever is here now is not there any more. */
  hearFrom(server: string, said: readonly Proven[]): void {
    for (const proven of said) {
      const { clientId, clock, state, seatId } = proven
      const last = this.#presence.get(clientId)
      const isHere = this.#holderOf.has(clientId)
      const isOld = last !== undefined && (clock < last.clock || (clock === last.clock && state === last.state))
      if (isHere || isOld || (this.ids.ownerOf(clientId) ?? seatId) !== seatId) continue
      this.ids.reserve(clientId, seatId)
      this.#elsewhere.set(clientId, server)
      this.#presence.set(clientId, proven)
      this.#toShow.add(clientId)
    }
  }

  /** A server has fallen silent: whoever was there is gone, until somebody says otherwise. */
  forget(server: string): void {
    for (const [clientId, at] of this.#elsewhere) {
      const last = this.#presence.get(clientId)
      if (at !== server || !last) continue
      this.#presence.set(clientId, { ...last, ...goodbye(last) })
      this.#toShow.add(clientId)
    }
  }

  /** Somebody is gone: what tells the others, if they had been heard of. */
  leave(someone: Someone): PresenceNews | undefined {
    const clientId = this.#clientOf.get(someone) ?? -1
    const last = this.#presence.get(clientId)
    this.#clientOf.delete(someone)
    this.#holderOf.delete(clientId)
    if (!last || this.#elsewhere.has(last.clientId)) return undefined
    const gone = { ...last, ...goodbye(last) }
    this.#remove(gone)
    return { frame: presenceFrame(writePresence([gone])), own: [gone] }
  }

  /** All that changed since the last time; undefined when nothing did. */
  news(): PresenceNews | undefined {
    const changed = [...this.#toShow].flatMap((id) => this.#presence.get(id) ?? [])
    this.#toShow.clear()
    if (changed.length === 0) return undefined
    const own = changed.filter(({ clientId }) => !this.#elsewhere.has(clientId))
    for (const gone of changed) if (gone.state === 'null') this.#remove(gone)
    return { frame: presenceFrame(writePresence(changed)), own }
  }

  /** Everybody, in one frame. */
  all = (): Uint8Array => presenceFrame(writePresence([...this.#presence.values()]))

  /** Those who are at this server. */
  own = (): Proven[] => [...this.#presence.values()].filter(({ clientId }) => !this.#elsewhere.has(clientId))

  #remove(gone: Proven): void {
    this.#presence.delete(gone.clientId)
    this.#elsewhere.delete(gone.clientId)
    this.#goodbyes.set(gone.clientId, gone)
    const [first] = this.#goodbyes.keys()
    if (this.#goodbyes.size > MOST_GOODBYES && first !== undefined) this.#goodbyes.delete(first)
  }

  #hold(someone: Someone, clientId: number): void {
    // Their line from before may be dead and not know: it has nothing to say any more, nor a goodbye.
    const before = this.#holderOf.get(clientId)
    if (before) {
      this.#clientOf.delete(before)
      this.#replaced.add(before)
    }
    this.#clientOf.set(someone, clientId)
    this.#holderOf.set(clientId, someone)
    this.ids.reserve(clientId, someone.seat.id)
  }

  /** Whether somebody may be here under a client id: nobody is, or they themselves over another line. */
  #isTheirs({ clientId, clock, state }: Presence, { seat }: Someone): boolean {
    const holder = this.#holderOf.get(clientId)
    const last = this.#presence.get(clientId)
    // A stock client repeats word for word what it was shown, of its person's other tabs as well, and may do so late.
    const isEcho = holder !== undefined && last?.state === state
    if (isEcho || clock < (last?.clock ?? 0)) return false
    return (holder ?? { seat }).seat.id === seat.id && (this.ids.ownerOf(clientId) ?? seat.id) === seat.id
  }

  /** Who comes from another server says what they said there last. */
  #isNewer(clientId: number, clock: number): boolean {
    const last = this.#presence.get(clientId)
    return !last || clock > last.clock || (this.#elsewhere.has(clientId) && clock === last.clock)
  }
}
