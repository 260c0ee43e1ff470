'use client'
import { useState } from 'react'
import { firstSaid, saidNext } from './quarters.ts'

interface Props {
  finished: number
  of: number
  says(counts: { finished: number; of: number }): string
}

/** Reads out how far the room has come when another quarter of it has finished. The count that is seen changes with each answer. */
export function SaidAtQuarters({ finished, of, says }: Props) {
  const [said, setSaid] = useState(() => firstSaid(finished, of))
  const next = saidNext(said, finished, of)
  if (next !== said) setSaid(next)
  return (
    <span className="unseen" role="status" data-says="progress">
      {next.aloud && says(next)}
    </span>
  )
}
