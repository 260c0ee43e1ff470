import { languageNow } from '#server/speaking.ts'
import type { Language } from '#server/vocabulary/language.ts'
import type { Messages } from './words.ts'

/** Words written out, for a page that sends many: one text costs a page a fraction of what a thousand pieces of text do. */
export type Sent = string & { readonly of: Messages }

/** A page's words, picked and written out once for each language. */
export function sent(pickThem: () => Messages): () => Sent {
  const written = new Map<Language, Sent>()
  return () => {
    const language = languageNow()
    const before = written.get(language)
    if (before) return before
    const now = JSON.stringify(pickThem()) as Sent
    written.set(language, now)
    return now
  }
}
