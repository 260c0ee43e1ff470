'use client'
import { type ReactNode, use } from 'react'
import { IntlProvider } from 'use-intl/react'
import { Listening } from '#app/_ui/listening.tsx'
import { locale } from './locale.ts'
import type { Messages, Spoken } from './words.ts'
import { drawnWith, fetchWords, type WordsAt } from './words-at.ts'

/** Gives the client components below it their words, in the language these came in; many are fetched beside the page. */
export function Words({ messages, children }: { messages: Messages | WordsAt; children: ReactNode }) {
  const said = typeof messages === 'string' ? (drawnWith(messages) ?? use(fetchWords(messages))) : messages
  return (
    <IntlProvider locale={(said as Spoken).spoken ?? locale()} timeZone="Europe/London" messages={said}>
      <Listening />
      {children}
    </IntlProvider>
  )
}
