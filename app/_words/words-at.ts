import type { Messages } from './words.ts'

/** Where a page's words are fetched: `/words/phone/en-GB/0a1b2c3d4e`. */
export type WordsAt = `/words/${string}`

// Set by server/words-beside.ts, which browsers can't load.
const HANDLE = Symbol.for('tricorner.words-beside')
const holder = globalThis as { [HANDLE]?: ReadonlyMap<WordsAt, { readonly messages: Messages }> }

/** On the server: the words that a page is drawn with, by where browsers fetch them. Nothing in a browser. */
export const drawnWith = (at: WordsAt): Messages | undefined => holder[HANDLE]?.get(at)?.messages

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
