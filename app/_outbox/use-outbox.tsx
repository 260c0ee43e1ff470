'use client'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC, useTRPCClient } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Deed, Entry } from './deed.ts'
import { Outbox, type OutboxState, type Sent } from './outbox.ts'
import { deviceShelf } from './shelf.ts'
import { storedInCache } from './stored-in-cache.ts'
import { onWake } from './wake.ts'

const AGAIN_MS = 3_000

export interface OutboxHere extends OutboxState {
  put(deed: Deed, options?: { late?: boolean }): void
  again(key: string, options?: { late?: boolean }): void
  drop(key: string): void
}
const Here = createContext<Outbox | undefined>(undefined)

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
    return new Outbox({
      shelf: deviceShelf(sessionId, seatId, nowMs, earlier),
      send: (entry) => sendOver(client, sessionId, entry),
      done: (entry) => storedInCache(cache, trpc, sessionId, entry),
      pause: untilWorthTrying,
      nowMs,
    })
  })
  useEffect(() => void outbox.open(), [outbox])
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      const { waiting, kept } = outbox.state()
      if (waiting.length > 0 && !kept) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [outbox])
  return <Here value={outbox}>{children}</Here>
}

export function useOutbox(): OutboxHere {
  const outbox = useContext(Here)
  if (!outbox) throw new Error('useOutbox needs WithOutbox around it.')
  const state = useSyncExternalStore(outbox.listen, outbox.state, outbox.state)
  return { ...state, put: outbox.put, again: outbox.again, drop: outbox.drop }
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

type Client = ReturnType<typeof useTRPCClient>

async function sendOver(client: Client, sessionId: SessionId, { deed, key, late }: Entry): Promise<Sent> {
  try {
    const { does, ...what } = deed
    if (does === 'rate') await client.rating.give.mutate({ sessionId, key, late, ...(what as Of<'rate'>) })
    if (does === 'add-view') await client.view.add.mutate({ sessionId, key, late, ...(what as Of<'add-view'>) })
    if (does === 'edit-view') await client.view.edit.mutate({ sessionId, key, ...(what as Of<'edit-view'>) })
    if (does === 'delete-view') await client.view.delete.mutate({ sessionId, key, ...(what as Of<'delete-view'>) })
    return { is: 'done' }
  } catch (error) {
    const refused = refusalOf(error)
    return refused ? { is: 'refused', ...refused } : { is: 'cut-off' }
  }
}
type Of<Does extends Deed['does']> = Omit<Extract<Deed, { does: Does }>, 'does'>
