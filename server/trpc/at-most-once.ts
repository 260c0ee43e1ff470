import { hash } from 'node:crypto'
import { refuse } from '#server/refusal.ts'

/** How long it is known what became of a deed: longer than any page sends it again by itself. */
const KEPT_MS = 10 * 60_000
const KEPT = 5_000
/** Longer than a page names anything. */
const LONGEST_NAME = 64
/** A page may have sent something that much earlier than it says: the saying takes its time, too. */
const ON_THE_WAY_MS = 8_000

interface Sent {
  /** As the page sends it: the deed's key and, from the second sending on, how many milliseconds ago the first one was. */
  readonly name: string
  /** What is done, and by whom: somebody else's deed is not theirs to hear of. */
  readonly of: string
}

interface Known {
  readonly of: string
  readonly atMs: number
  readonly result: Promise<{ ok: boolean }>
}

/**
 * Does each deed once, however often it is sent: the second sending waits for the first and hears the same. What failed was
 * not done, and is tried anew. Refused where the first sending may have been before anything that is known here, because
 * this process started since, or knows too much to know it still: nobody can say whether it was done.
 */
export function makeAtMostOnce(nowMs: () => number) {
  const known = new Map<string, Known>()
  let knownFromMs = nowMs()
  function forgetOld(): void {
    for (const [key, { atMs }] of known) {
      if (known.size <= KEPT && nowMs() - atMs < KEPT_MS) return
      known.delete(key)
      knownFromMs = atMs
    }
  }

  return async <Result extends { ok: boolean }>(
    { name, of: said }: Sent,
    go: () => Promise<Result>,
  ): Promise<Result> => {
    const [key = '', ago] = name.split(' ')
    if (name.length > LONGEST_NAME) throw refuse('deed.unsure')
    // As short for whoever comes with kilobytes of cookies as for anybody.
    const of = hash('sha256', said, 'base64')
    forgetOld()
    const had = known.get(key)
    if (had && had.of !== of) throw refuse('deed.unsure')
    // The name is the page's own, and what it names the same: so is what came of it.
    if (had) return had.result as Promise<Result>
    if (ago !== undefined && !(nowMs() - Number(ago) - ON_THE_WAY_MS >= knownFromMs)) throw refuse('deed.unsure')
    const result = go()
    known.set(key, { of, atMs: nowMs(), result })
    let isDone = false
    try {
      isDone = (await result).ok
    } finally {
      if (!isDone) known.delete(key)
    }
    return result
  }
}
