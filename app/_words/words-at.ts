import type { Messages } from './words.ts'

/** Where a page's words are fetched: `/words/phone/en-GB/0a1b2c3d4e`. */
export type WordsAt = `/words/${string}`

// A page is put together in one of Next's module graphs and drawn in another: they meet on globalThis.
const HANDLE = Symbol.for('tricorner.words-at')
const holder = globalThis as { [HANDLE]?: Map<WordsAt, Messages> }
holder[HANDLE] ??= new Map()

/** On the server: the words that pages are drawn with, by where browsers fetch them. Empty in a browser. */
export const drawnWith = holder[HANDLE]

const AGAIN_MS = 2_000
const fetched = new Map<WordsAt, Promise<Messages>>()

/** In a browser: the words that lie there, asked for until they come. Nothing can be said without them. */
export function fetchWords(at: WordsAt): Promise<Messages> {
  const before = fetched.get(at)
  if (before) return before
  const now = untilTheyCome(at)
  fetched.set(at, now)
  return now
}

async function untilTheyCome(at: WordsAt): Promise<Messages> {
  for (;;) {
    const answer = await fetch(at).catch(() => undefined)
    const words = answer?.ok ? await answer.json().catch(() => undefined) : undefined
    if (words) return words as Messages
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}
