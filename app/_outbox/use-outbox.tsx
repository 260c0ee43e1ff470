'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC, useTRPCClient } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Entry } from './deed.ts'
import { Outbox, type OutboxState, type Sent } from './outbox.ts'
import { sendDeed } from './send-deed.ts'
import { deviceShelf, placeOf } from './shelf.ts'
import type { KeptAt } from './use-kept-form.ts'
import { onWake } from './wake.ts'

const AGAIN_MS = 3_000

// Once the page can be used: before the first deed is stored, and while there is a network.
const fetchInCache = () => import('./stored-in-cache.ts').catch(() => undefined)

export interface OutboxHere extends OutboxState {
  /** Names this seat among what the device keeps, and the seats that were made one with it. */
  place: string
  earlier: readonly string[]
  put: Outbox['put']
  again(key: string, options?: { late?: boolean }): void
  drop(key: string): void
}
const Here = createContext<{ outbox: Outbox; place: string; earlier: readonly string[] } | undefined>(undefined)

/** Gives the components below it this seat's outbox, which takes up what an earlier page of the same seat left. */
export function WithOutbox({
  sessionId,
  seatId,
  earlier,
  children,
}: {
  sessionId: SessionId
  seatId: string
  /** Seats that were made one with this one. */
  earlier: readonly string[]
  children: ReactNode
}) {
  const client = useTRPCClient()
  const cache = useQueryClient()
  const trpc = useTRPC()
  const [outbox] = useState(() => {
    const nowMs = () => Date.now()
    let inCache: Awaited<ReturnType<typeof fetchInCache>>
    return new Outbox({
      shelf: deviceShelf(sessionId, seatId, nowMs, earlier),
      async send(entry) {
        const fetched = fetchInCache()
        const sent = await sendOver(client, sessionId, entry)
        inCache = await fetched
        return sent
      },
      done: (entry) =>
        inCache ? inCache.storedInCache(cache, trpc, sessionId, entry) : void cache.invalidateQueries(),
      pause: untilWorthTrying,
      nowMs,
    })
  })
  useEffect(() => {
    void outbox.open()
    void fetchInCache()
  }, [outbox])
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      const { waiting, kept } = outbox.state()
      if (waiting.length > 0 && !kept) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [outbox])
  const here = useMemo(() => {
    const places = earlier.map((was) => placeOf(sessionId, was))
    return { outbox, place: placeOf(sessionId, seatId), earlier: places }
  }, [outbox, sessionId, seatId, earlier])
  return <Here value={here}>{children}</Here>
}

export function useOutbox(): OutboxHere {
  const here = useContext(Here)
  if (!here) throw new Error('useOutbox needs WithOutbox around it.')
  const { outbox, place, earlier } = here
  const state = useSyncExternalStore(outbox.listen, outbox.state, outbox.state)
  return { ...state, place, earlier, put: outbox.put, again: outbox.again, drop: outbox.drop }
}

const NONE: readonly string[] = []

/** Where what is typed is kept: this seat's place, or `otherwise` where no seat has an outbox. */
export function useKeptAt(otherwise: string): KeptAt {
  return useContext(Here) ?? { place: otherwise, earlier: NONE }
}

/** Three seconds, or less when the network or the eye is back. */
function untilWorthTrying(): Promise<void> {
  return new Promise((resolve) => {
    const stop = onWake(() => end())
    const timer = setTimeout(() => end(), AGAIN_MS)
    const end = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
  })
}

async function sendOver(client: Client, sessionId: SessionId, entry: Entry): Promise<Sent> {
  try {
    await sendDeed(client, sessionId, entry)
    return { is: 'done' }
  } catch (error) {
    const refused = refusalOf(error)
    // A hand that there is no place for is not worth a question.
    if (refused && entry.deed.does === 'signal') return { is: 'done' }
    return refused ? { is: 'refused', ...refused } : { is: 'cut-off' }
  }
}
type Client = ReturnType<typeof useTRPCClient>
