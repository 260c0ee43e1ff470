import { createHash } from 'node:crypto'
import { inLanguage } from '#server/speaking.ts'
import type { Language } from '#server/vocabulary/language.ts'
import { layBeside } from '#server/words-beside.ts'
import type { Messages } from './words.ts'
import type { WordsAt } from './words-at.ts'

/** Words as they are sent: a page's reader fetches them beside it. */
export interface Written {
  /** Where: another address for other words, so that a browser may keep what it has. */
  readonly at: WordsAt
  readonly text: string
}

/**
 * A page's words, picked and written out once for each language: the same for everybody, they need not be written into each
 * answer anew, where they were the most of it.
 */
export function sent(room: string, pickThem: () => Messages): (language: Language) => Written {
  const all = new Map<Language, Written>()
  return (language) => {
    const before = all.get(language)
    if (before) return before
    const messages = inLanguage(language, pickThem)
    const text = JSON.stringify(messages)
    const mark = createHash('sha256').update(text).digest('hex').slice(0, 10)
    const now: Written = { at: `/words/${room}/${language}/${mark}`, text }
    all.set(language, now)
    layBeside(now.at, messages, text)
    return now
  }
}
