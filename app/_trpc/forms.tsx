'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { Procedures } from './trpc-provider.tsx'

const Outer = createContext<Messages | null>(null)

/**
 * Gives forms their words and the procedures. Inside another that has these words it adds nothing: a page with hundreds of
 * small forms makes both once, for a provider of words takes each sentence apart anew.
 */
export function Forms({ messages, children }: { messages: Messages; children: ReactNode }) {
  const outer = useContext(Outer)
  if (outer && Object.keys(messages).every((room) => room in outer)) return children
  return (
    <Outer value={messages}>
      <Words messages={messages}>
        <Procedures>{children}</Procedures>
      </Words>
    </Outer>
  )
}
