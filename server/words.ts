import compile from 'icu-minify/compile'
import { createTranslator } from 'use-intl/core'
import formatMessage from 'use-intl/format-message'
import arabic from '#messages/ar.json' with { type: 'json' }
import welsh from '#messages/cy.json' with { type: 'json' }
import german from '#messages/de.json' with { type: 'json' }
import english from '#messages/en-GB.json' with { type: 'json' }
import spanish from '#messages/es.json' with { type: 'json' }
import french from '#messages/fr.json' with { type: 'json' }
import dutch from '#messages/nl.json' with { type: 'json' }
import { languageNow } from './speaking.ts'
import type { Language } from './vocabulary/language.ts'

export type Messages = typeof english
export type Room = keyof Messages

// A language without its catalogue, or a catalogue without one of the keys, is a type error.
const CATALOGUES: Record<Language, Messages> = {
  'en-GB': english,
  cy: welsh,
  fr: french,
  es: spanish,
  nl: dutch,
  de: german,
  ar: arabic,
}

const rooms = new Map<string, unknown>()

/**
 * The words of one room in one language. Only for the server: a browser is sent those its page shows. The pages' bundles have
 * use-intl's small formatter, which reads no sentences and takes them taken apart (`next.config.js`); elsewhere it reads them
 * itself.
 */
export function wordsOf<R extends Room>(language: Language, room: R): Messages[R] {
  const key = `${language} ${room}`
  const written = CATALOGUES[language][room]
  if (!rooms.has(key)) rooms.set(key, formatMessage.raw ? written : takenApart(written))
  return rooms.get(key) as Messages[R]
}

type Tree = string | { readonly [key: string]: Tree }

/** Sentences taken apart for the small formatter, as plain values that can be sent: one without an argument stays as it is. */
export function takenApart(written: Tree): unknown {
  if (typeof written === 'string') return JSON.parse(JSON.stringify(compile(written)))
  return Object.fromEntries(Object.entries(written).map(([key, part]) => [key, takenApart(part)]))
}

const made = new Map<string, unknown>()

/** The words of one room of the catalogue, in the language of the request being handled. */
export function words<R extends Room>(room: R) {
  const language = languageNow()
  const make = () =>
    createTranslator<Messages, R>({
      ...{ locale: language, messages: { [room]: wordsOf(language, room) } as never, namespace: room as never },
      timeZone: 'Europe/London',
    })
  const key = `${language} ${room}`
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as ReturnType<typeof make>
}
