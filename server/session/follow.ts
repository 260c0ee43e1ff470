import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Listeners, Topic } from '#server/work.ts'
import type { SessionNow } from './now.ts'

// Sixty phones that answer at once make sixty announcements; they are told together, five times a second at most.
const GAP_MS = 200
// What fails is looked at again more and more seldom.
const LONGEST_GAP_MS = 3_000

/** One look at a session for everybody who follows it: looked again after an announcement, and shared. */
class Feed {
  readonly #followers = new Set<(now: SessionNow) => void>()
  readonly #stop: () => void
  #looking: Promise<void> | undefined
  #again = false
  #begun = 0
  #newest = 0
  #failures = 0

  constructor(
    readonly sessionId: SessionId,
    listeners: Listeners,
    readonly look: (sessionId: SessionId) => Promise<SessionNow>,
    readonly emptied: () => void,
  ) {
    this.#stop = listeners.hear(sessionId, (topic: Topic) => void this.#refresh(topic))
  }

  follow(told: (now: SessionNow) => void): () => void {
    this.#followers.add(told)
    return () => {
      this.#followers.delete(told)
      if (this.#followers.size > 0) return
      this.#stop()
      this.emptied()
    }
  }

  async #refresh(topic: Topic): Promise<void> {
    if (this.#looking && topic !== 'step') {
      this.#again = true
      return
    }
    this.#looking = this.#tellAll().finally(() => {
      this.#looking = undefined
      if (!this.#again) return
      this.#again = false
      void this.#refresh('ratings')
    })
  }

  async #tellAll(): Promise<void> {
    const no = ++this.#begun
    const now = await this.look(this.sessionId).catch(() => undefined)
    // A screen that is told does not ask: what could not be looked at is looked at again.
    // A look that began before another may end after it: it is older, and would take everybody back.
    if (no < this.#newest) return
    this.#failures = now ? 0 : this.#failures + 1
    if (now) this.#newest = no
    else this.#again = this.#followers.size > 0
    if (now) for (const told of this.#followers) told(now)
    await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_GAP_MS, GAP_MS * 2 ** this.#failures)))
  }
}

const feeds = new Map<SessionId, Feed>()

/** Where the session stands, at once and after every change, until `signal` ends it or whoever follows may no longer stay. */
export async function* followSession(
  sessionId: SessionId,
  listeners: Listeners,
  look: (sessionId: SessionId) => Promise<SessionNow>,
  signal: AbortSignal,
  mayStay: () => Promise<boolean>,
): AsyncGenerator<SessionNow> {
  const feed = feeds.get(sessionId) ?? new Feed(sessionId, listeners, look, () => feeds.delete(sessionId))
  feeds.set(sessionId, feed)
  let newest: SessionNow | undefined
  let wake: () => void = () => {}
  const stop = feed.follow((now) => {
    newest = now
    wake()
  })
  const ended = () => wake()
  let stays = true
  const stopMinding = listeners.hear(sessionId, async (topic) => {
    if (topic !== 'rights') return
    // One that can't be asked about now is let go: it may come back through the door.
    stays = await mayStay().catch(() => false)
    wake()
  })
  signal.addEventListener('abort', ended)
  try {
    const own = await look(sessionId)
    // What was told meanwhile is newer.
    newest ??= own
    while (!signal.aborted && stays) {
      if (newest) {
        const now = newest
        newest = undefined
        yield now
        continue
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    signal.removeEventListener('abort', ended)
    stopMinding()
    stop()
  }
}
