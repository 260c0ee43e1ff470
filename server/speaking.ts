import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import { readCookie } from './auth/cookie.ts'
import { chooseLanguage, FIRST_LANGUAGE, type Language } from './vocabulary/language.ts'

// The built server and Next's bundles each load this file: they meet on globalThis. app/_words/locale.ts reads it there too,
// because the components that it serves also run in browsers.
const HANDLE = Symbol.for('tricorner.language')
const holder = globalThis as { [HANDLE]?: AsyncLocalStorage<Language> }
holder[HANDLE] ??= new AsyncLocalStorage<Language>()
const languages = holder[HANDLE]

export const LANGUAGE_COOKIE = 'language'

/** Handles a request in the language its sender reads: pages, procedures and e-mails that come of it all speak that one. */
export const speaking = <T>({ headers }: Pick<IncomingMessage, 'headers'>, handle: () => T): T =>
  languages.run(chooseLanguage(readCookie(headers.cookie, LANGUAGE_COOKIE), headers['accept-language']), handle)

/** Says something in one language, whoever asked: a mail that goes by itself speaks its reader's. */
export const inLanguage = <T>(language: Language, say: () => T): T => languages.run(language, say)

/** The language of the request being handled; outside of any, English. */
export const languageNow = (): Language => languages.getStore() ?? FIRST_LANGUAGE
