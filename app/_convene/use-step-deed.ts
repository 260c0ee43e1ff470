'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'

/** What a button of a step does when it is done or refused: what it changes is asked again, and a refusal is said in words. */
export function useStepDeed(queryKey: QueryKey) {
  const cache = useQueryClient()
  const say = useRefusalWords()
  const [wrong, setWrong] = useState('')
  return {
    wrong,
    options: {
      onSuccess: () => setWrong(''),
      onError: (error: unknown) => setWrong(say(error)),
      onSettled: () => cache.invalidateQueries({ queryKey }),
    },
  }
}
