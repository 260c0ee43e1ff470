'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Said } from './use-deed.ts'

/**
 * What became of a form on a phone in a workshop: done so many times, or refused with words. What its deed changes is asked
 * for again; the page stays, for the room may be anywhere by then.
 */
export function useRoomDeed(...changed: readonly QueryKey[]) {
  const say = useRefusalWords()
  const cache = useQueryClient()
  const [said, setSaid] = useState<Said>({ is: 'nothing' })
  const [times, setTimes] = useState(0)
  return {
    said,
    /** Changes with every deed done, so that a form keyed by it starts afresh. */
    times,
    options: {
      onSuccess: async () => {
        await Promise.all(changed.map((queryKey) => cache.invalidateQueries({ queryKey })))
        setTimes((had) => had + 1)
        setSaid({ is: 'done', times: times + 1 })
      },
      onError: (error: unknown) => setSaid({ is: 'wrong', words: say(error) }),
    },
  }
}
