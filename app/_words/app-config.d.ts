import type messages from '#messages/en-GB.json'

// A key that the catalogue lacks is a type error.
declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en-GB'
    Messages: typeof messages
  }
}
