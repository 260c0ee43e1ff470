'use client'
import { startTransition, useEffect, useState } from 'react'
import { isPlace, type Place } from '#server/vocabulary/corner.ts'
import type { BoardLine } from './connect-board.ts'
import type { Pace } from './pace.ts'

/** Somebody who is at the board, as their seat proves it. */
export interface Present {
  /** One a tab: somebody with two tabs is here twice. */
  readonly clientId: number
  readonly seat: string
  readonly name: string
  readonly partner: string | null
  readonly isConvenor: boolean
  readonly editing: string | undefined
  /** The card in their hand, and the place that it is held over. */
  readonly dragging: string | undefined
  readonly over: Place | undefined
}

/** Who else is here, at the pace given. Whoever stays as they were is the same object, and nothing is drawn anew for a mere sign of life. */
export function useOthers(line: BoardLine | undefined, pace: Pace): readonly Present[] {
  const [others, setOthers] = useState<readonly Present[]>([])
  useEffect(() => {
    if (!line) return
    const { awareness } = line.provider
    awareness.setLocalState({ editing: null, dragging: null, over: null })
    // Whoever comes or goes gives way to one's own hand.
    const read = () =>
      startTransition(() =>
        setOthers((before) => {
          const now = [...awareness.getStates()].flatMap(([clientId, state]) =>
            clientId === line.doc.clientID ? [] : readPresent(clientId, state, before),
          )
          return now.length === before.length && now.every((one, i) => one === before[i]) ? before : now
        }),
      )
    const changed = () => pace.ask(read)
    awareness.on('change', changed)
    return () => {
      pace.forget(read)
      awareness.off('change', changed)
    }
  }, [line, pace])
  return others
}

function readPresent(clientId: number, state: Record<string, unknown>, before: readonly Present[]): Present[] {
  const person = state.person as { seat?: string; name?: string; partner?: string | null; kind?: string } | undefined
  if (!person?.seat) return []
  const cardIn = (field: 'editing' | 'dragging') => {
    const cardId = state[field]
    return typeof cardId === 'string' ? cardId : undefined
  }
  const now: Present = {
    clientId,
    seat: person.seat,
    name: person.name ?? '',
    partner: person.partner ?? null,
    isConvenor: person.kind === 'convenor',
    editing: cardIn('editing'),
    dragging: cardIn('dragging'),
    over: isPlace(state.over) ? state.over : undefined,
  }
  const was = before.find((one) => one.clientId === clientId)
  return [was && (Object.keys(now) as (keyof Present)[]).every((key) => was[key] === now[key]) ? was : now]
}
