import type messages from '#messages/en-GB.json'
import type { Language } from '#server/vocabulary/language.ts'

// A key that the catalogue lacks is a type error.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof messages
  }
}
