'use client'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl/react'
import type { Messages } from './words.ts'

/** Gives the client components below it their words. */
export function Words({ messages, children }: { messages: Messages; children: ReactNode }) {
  return (
    <IntlProvider locale="en-GB" timeZone="Europe/London" messages={messages}>
      {children}
    </IntlProvider>
  )
}
