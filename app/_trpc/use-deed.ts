'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import { type Id, newId } from '#server/vocabulary/ids.ts'

export type Said = { is: 'nothing' } | { is: 'done'; times: number } | { is: 'wrong'; words: string }

/**
 * What became of a form that does one deed: nothing yet, done so many times, or refused with words. `then` goes on after it is
 * done; without it, the page is asked for afresh.
 */
export function useDeed(then?: () => void) {
  const say = useRefusalWords()
  const router = useRouter()
  const [said, setSaid] = useState<Said>({ is: 'nothing' })
  const [times, setTimes] = useState(0)
  const sent = useRef<{ said: string; id: string } | undefined>(undefined)
  return {
    said,
    /**
     * What is sent, with the id of what it makes: the same words keep their id until they are stored, so that whoever never
     * heard the answer and sends them again makes nothing twice; other words are something else.
     */
    once<What extends object, Noun extends string>(what: What): What & { id: Id<Noun> } {
      const said = JSON.stringify(what)
      if (sent.current?.said !== said) sent.current = { said, id: newId() }
      return { ...what, id: sent.current.id as Id<Noun> }
    },
    /** Changes with every deed done, so that a form keyed by it starts afresh. */
    times,
    options: {
      onSuccess: () => {
        setTimes(times + 1)
        setSaid({ is: 'done', times: times + 1 })
        if (then) return then()
        sent.current = undefined
        router.refresh()
      },
      onError: (error: unknown) => setSaid({ is: 'wrong', words: say(error) }),
    },
  }
}
