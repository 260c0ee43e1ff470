'use client'
import { useSyncExternalStore } from 'react'
import { useKeptAt } from '#app/_outbox/use-outbox.tsx'
import { ballotOf } from '#app/_session/ballot.ts'
import type { BallotId } from '#server/participant/author.ts'

const never = () => () => {}
const nameAt = (place: string) => `ballot-${place}proposition`

/**
 * What a seat knows its own answer to the sentence by, also where seats answer; null before the page has woken, and where no seat
 * is. Each seat has its own: a tablet goes from one organisation to the next. Seats that were made one go by the one that was
 * there first.
 */
export function useOwnMark(): BallotId | null {
  const { place, earlier } = useKeptAt('')
  return useSyncExternalStore(
    never,
    () => (place ? ballotOf(nameAt(place), earlier.map(nameAt)) : null),
    () => null,
  )
}
