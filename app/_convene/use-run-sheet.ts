'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { RunSheet } from '#server/plan/run-sheet.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The run sheet, looked at again whenever the room moves or its plan changes. */
export function useRunSheet(now: SessionNow): RunSheet | undefined {
  const trpc = useTRPC()
  const sheet = useQuery(trpc.plan.runSheet.queryOptions({ sessionId: now.sessionId as SessionId }))
  const { refetch } = sheet
  const { stepNo } = now
  const plan = JSON.stringify(now.plan)
  useEffect(() => {
    if (stepNo >= 0 && plan) void refetch()
  }, [stepNo, plan, refetch])
  return sheet.data
}
