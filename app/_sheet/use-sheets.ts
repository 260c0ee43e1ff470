'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useRef } from 'react'
import { refusalOf } from '#app/_trpc/refusal-of.ts'
import { useTRPC, useTRPCClient } from '#app/_trpc/trpc.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { SheetDeed, TypedSheet } from './kept-sheets.ts'
import { type Outcome, SheetQueue } from './sheet-queue.ts'

const AGAIN_MS = 3_000

/** The sheets that are in, and the queue of those that this device still has to send. */
export function useSheets(sessionId: SessionId) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const cache = useQueryClient()
  const question = trpc.sheet.list.queryOptions({ sessionId })
  const list = useQuery({ ...question, refetchInterval: 10_000 })
  const [, look] = useReducer((looks: number) => looks + 1, 0)

  async function send(deed: SheetDeed): Promise<Outcome> {
    try {
      if (deed.is === 'take-out') await client.sheet.takeOut.mutate({ sessionId, sheetId: deed.sheetId })
      else await client.sheet.enter.mutate({ sessionId, ...deed.sheet, answers: [...deed.sheet.answers] })
    } catch (error) {
      void cache.invalidateQueries({ queryKey: question.queryKey })
      const refused = refusalOf(error)
      // Whoever is signed out by now signs in again, and it goes on.
      return refused && refused.code !== 'signed_out' ? refused : 'no-answer'
    }
    const sheetId = deed.is === 'enter' ? deed.sheet.sheetId : deed.sheetId
    // A look that began before this was in would come back without it.
    await cache.cancelQueries({ queryKey: question.queryKey })
    cache.setQueryData(question.queryKey, (had) => [
      ...(had ?? []).filter((one) => one.sheetId !== sheetId),
      ...(deed.is === 'enter' ? [withoutAnswers(deed.sheet)] : []),
    ])
    void cache.invalidateQueries({ queryKey: question.queryKey })
    return 'done'
  }

  const made = useRef<SheetQueue | undefined>(undefined)
  const start = useRef(() => {
    const queue = new SheetQueue({ sessionId, shelf: localStorage, send, pause: untilOnline, changed: look })
    made.current = queue
    void queue.begin()
  })
  useEffect(() => {
    if (!made.current) start.current()
    const leaving = (event: BeforeUnloadEvent) => (made.current?.waiting.length ?? 0) > 0 && event.preventDefault()
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [])
  return { list: list.data, queue: made.current }
}

const withoutAnswers = ({ sheetId, no, round, partnerId }: TypedSheet) => ({ sheetId, no, round, partnerId })

/** A little while, or until the browser says that it is online again. */
const untilOnline = () =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, AGAIN_MS)
    window.addEventListener('online', done)
  })
