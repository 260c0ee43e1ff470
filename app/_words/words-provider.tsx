'use client'
import { type ReactNode, useMemo } from 'react'
import { IntlProvider } from 'use-intl/react'
import { locale } from './locale.ts'
import type { Sent } from './sent.ts'
import type { Messages, Spoken } from './words.ts'

/** Gives the client components below it their words, in the language these came in; many come written out (`sent`). */
export function Words({ messages, children }: { messages: Messages | Sent; children: ReactNode }) {
  const said = useMemo(() => (typeof messages === 'string' ? (JSON.parse(messages) as Messages) : messages), [messages])
  return (
    <IntlProvider locale={(said as Spoken).spoken ?? locale()} timeZone="Europe/London" messages={said}>
      {children}
    </IntlProvider>
  )
}
