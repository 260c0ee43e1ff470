import { createTranslator } from 'use-intl/core'
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

/** All words of a language. Only for the server: a browser is sent those its page shows. */
export const catalogueOf = (language: Language): Messages => CATALOGUES[language]

const made = new Map<string, unknown>()

/** The words of one room of the catalogue, in the language of the request being handled. */
export function words<R extends Room>(room: R) {
  const language = languageNow()
  const make = () =>
    createTranslator<Messages, R>({
      ...{ locale: language, messages: catalogueOf(language), namespace: room as never, timeZone: 'Europe/London' },
    })
  const key = `${language} ${room}`
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as ReturnType<typeof make>
}
