'use client'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl/react'
import { locale } from './locale.ts'
import type { Messages, Spoken } from './words.ts'

/** Gives the client components below it their words, in the language these came in. */
export function Words({ messages, children }: { messages: Messages; children: ReactNode }) {
  return (
    <IntlProvider locale={(messages as Spoken).spoken ?? locale()} timeZone="Europe/London" messages={messages}>
      {children}
    </IntlProvider>
  )
}
