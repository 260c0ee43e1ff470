import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Audience, Guest } from './audience.ts'
import { Frame } from './frame.ts'
import { type ClientIds, Here, type PresenceNews, type Proven } from './here.ts'
import type { Others } from './others.ts'

const CROWD = 100

/** Who is at a board, here and over other servers: what is heard of them is shown here and told there. */
export class People {
  readonly #here: Here
  #turn = 0

  constructor(
    readonly boardId: SessionId,
    ids: ClientIds,
    readonly audience: Audience,
    readonly others: Others,
  ) {
    this.#here = new Here(ids)
    others.who(boardId)
  }

  /** Takes what somebody says of themselves; answers whether it was news. */
  hear(guest: Guest, bytes: Uint8Array, showsNames: boolean): boolean {
    if (!this.audience.has(guest)) return false
    const { isNews, answer } = this.#here.hear(guest, bytes, showsNames)
    if (answer) guest.send(new Frame(answer))
    return isNews
  }

  /** Takes note of people who are at this board over another server. */
  hearFrom = (server: string, people: readonly Proven[]): void => this.#here.hearFrom(server, people)

  /** Another server has fallen silent, and so have its people. */
  forget = (server: string): void => this.#here.forget(server)

  leave = (guest: Guest): void => this.#tell(this.#here.leave(guest))

  /** Twenty times a second: shows the presence that changed since last time, in one frame; in a crowd every other time. */
  show(): void {
    this.#turn += 1
    if (this.audience.size <= CROWD || this.#turn % 2 === 0) this.#tell(this.#here.news())
  }

  showAll = (guest: Guest): void => guest.send(new Frame(this.#here.all()))

  /** Tells the other servers who is here. */
  sayWho = (): void => this.others.here(this.boardId, this.#here.own())

  #tell(news: PresenceNews | undefined): void {
    if (!news) return
    this.audience.glimpse(news.frame)
    this.others.here(this.boardId, news.own)
  }
}
