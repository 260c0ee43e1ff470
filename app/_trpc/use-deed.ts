'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import { makeOnce } from './once.ts'
import { refusalOf } from './refusal-of.ts'

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
  const [once] = useState(makeOnce)
  return {
    said,
    /** What is sent, with the id of what it makes. Whoever never heard the answer and sends it again makes nothing twice. */
    once: once.of,
    /** Changes with every deed done, so that a form keyed by it starts afresh. */
    times,
    options: {
      onSuccess: () => {
        setTimes(times + 1)
        setSaid({ is: 'done', times: times + 1 })
        if (then) return then()
        once.stored()
        router.refresh()
      },
      onError: (error: unknown) => {
        setSaid({ is: 'wrong', words: say(error) })
        // What stands is for them to see. Without a connection the page itself would go.
        if (refusalOf(error)?.code === 'deed.unsure') router.refresh()
      },
    },
  }
}
