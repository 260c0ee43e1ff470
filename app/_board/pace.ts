// Where sixty people type, a picture for every letter would leave a slow laptop no time for its own person's hand.
const OTHERS_MS = 200
// And where even that takes it a while, no more than a fifth of its time; the whole board at first takes longest.
const SHARE_OF_TIME = 5
const LONGEST_MS = 1_000
// Who types or presses goes on within this.
const STILL_MS = 400

/**
 * When that which others do is drawn: in the next frame after a silence, else all of it together five times a second, and on a slow
 * device less often; there it also waits, for a second and a half at most, until one's own hand is still.
 */
export interface Pace {
  /** Draws this when it is time, and once, however often it is asked for until then. */
  ask(draw: () => void): void
  /** It was drawn with something else. */
  forget(draw: () => void): void
  /** Something is drawn from now on, and takes until it is `shown`. */
  begin(): void
  shown(): void
  /** One's own hand did something. */
  touched(): void
  end(): void
}

export function makePace(): Pace {
  const due = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let restMs = OTHERS_MS
  let [begunAt, touchedAt, askedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  const look = () => {
    timer = undefined
    const still = Math.min(touchedAt + STILL_MS, askedAt + 2 * (restMs - OTHERS_MS))
    // What one does oneself is drawn meanwhile, and puts it off no further.
    const inMs = Math.max(Math.min(begunAt, askedAt) + restMs, still) - performance.now()
    if (inMs > 0) timer = setTimeout(look, inMs)
    else frame = requestAnimationFrame(drawAll)
  }
  const drawAll = () => {
    frame = 0
    begunAt = performance.now()
    const all = [...due]
    due.clear()
    for (const draw of all) draw()
  }
  return {
    ask(draw) {
      due.add(draw)
      if (timer !== undefined || frame !== 0) return
      askedAt = performance.now()
      look()
    },
    forget: (draw) => void due.delete(draw),
    begin() {
      begunAt = performance.now()
    },
    shown() {
      restMs = Math.min(LONGEST_MS, Math.max(OTHERS_MS, SHARE_OF_TIME * (performance.now() - begunAt)))
    },
    touched() {
      touchedAt = performance.now()
    },
    end() {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      ;[timer, frame] = [undefined, 0]
      due.clear()
    },
  }
}
