import { FIRST_LANGUAGE, type Language, readLanguage } from '#server/vocabulary/language.ts'

// Set by server/speaking.ts, which browsers can't load.
const HANDLE = Symbol.for('tricorner.language')
const holder = globalThis as { [HANDLE]?: { getStore(): Language | undefined } }

/** The language of this page: in a browser the one it was sent in, on the server the one it is being made in. */
export const locale = (): Language =>
  typeof document === 'undefined'
    ? (holder[HANDLE]?.getStore() ?? FIRST_LANGUAGE)
    : (readLanguage(document.documentElement.lang) ?? FIRST_LANGUAGE)
