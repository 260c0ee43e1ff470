import { createTranslator } from 'use-intl/core'
import messages from '#messages/en-GB.json' with { type: 'json' }
import { LOCALE } from './locale.ts'

export type Messages = typeof messages
export type Room = keyof Messages
export { LOCALE }

/** The words of one room of the catalogue, for server components and routes. */
export function words<R extends Room>(room: R) {
  return createTranslator<Messages, R>({ locale: LOCALE, messages, namespace: room as never })
}

/** Only these rooms of the catalogue, for the client components of a page: a phone loads no more words than it shows. */
export const pick = (...rooms: readonly Room[]) =>
  Object.fromEntries(rooms.map((room) => [room, messages[room]])) as unknown as Messages
