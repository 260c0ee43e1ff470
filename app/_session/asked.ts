'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { OwnRating } from '#server/rating/find.ts'
import type { Statement } from '#server/statement/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** What the step would ask for first, as the server answered it when it drew the page. */
export interface Asked {
  statements: Statement[]
  ratings: OwnRating[]
}

/** Puts it where the step looks, before the step does: it is drawn with the page, and can be answered without asking. */
export function useAsked(sessionId: SessionId, asked: Asked | undefined): void {
  const cache = useQueryClient()
  const trpc = useTRPC()
  useState(() => {
    if (!asked) return
    cache.setQueryData(trpc.statement.list.queryKey({ sessionId }), asked.statements)
    cache.setQueryData(trpc.rating.mine.queryKey({ sessionId, ballot: undefined }), asked.ratings)
  })
}
