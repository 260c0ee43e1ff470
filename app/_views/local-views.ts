'use client'
import { useSyncExternalStore } from 'react'
import type { OwnView } from '#server/view/find.ts'

/**
 * What this phone wrote in a workshop that shows nobody: kept here and nowhere else, for the server does not know whose a view
 * is. Each is the views as they are in the phone's store; whoever clears it can't change their views any more.
 */
const nameOf = (sessionId: string) => `own-views-${sessionId}`
const NONE: readonly OwnView[] = []
const read = new Map<string, readonly OwnView[]>()
const listeners = new Set<() => void>()

function viewsOf(sessionId: string): readonly OwnView[] {
  const had = read.get(sessionId)
  if (had) return had
  let kept: readonly OwnView[] = NONE
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(nameOf(sessionId)) ?? '[]')
    if (Array.isArray(stored)) kept = stored as OwnView[]
  } catch {
    kept = NONE
  }
  read.set(sessionId, kept)
  return kept
}

export function keepLocally(sessionId: string, change: (views: readonly OwnView[]) => readonly OwnView[]): void {
  const changed = change(viewsOf(sessionId))
  read.set(sessionId, changed)
  try {
    window.localStorage.setItem(nameOf(sessionId), JSON.stringify(changed))
  } catch {
    // Kept for as long as the page stands.
  }
  for (const told of listeners) told()
}

const listen = (told: () => void) => {
  listeners.add(told)
  return () => void listeners.delete(told)
}

export const useLocalViews = (sessionId: string): readonly OwnView[] =>
  useSyncExternalStore(
    listen,
    () => viewsOf(sessionId),
    () => NONE,
  )
