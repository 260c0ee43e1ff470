import { languageNow } from '#server/speaking.ts'
import type { Language } from '#server/vocabulary/language.ts'
import { type Messages, type Room, words, wordsOf } from '#server/words.ts'

export { type Messages, type Room, words }

/** Words for client components, and the language they are in. */
export type Spoken = Messages & { readonly spoken?: Language }

/**
 * Only these rooms of the catalogue, for the client components of a page, in the language of the request being handled: a
 * phone loads no more words than it shows.
 */
export function pick(...rooms: readonly Room[]): Messages {
  const language = languageNow()
  const picked = Object.fromEntries(rooms.map((room) => [room, wordsOf(language, room)])) as unknown as Messages
  return Object.assign(picked, { spoken: language })
}
