'use client'
import { useQuery } from '@tanstack/react-query'
import type { Entry } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { OwnView } from '#server/view/find.ts'
import type { Id, SessionId } from '#server/vocabulary/ids.ts'

export interface ViewHere extends OwnView {
  /** Only on this device so far. */
  readonly waiting: boolean
}

/** What one has written oneself: what the server has, with what is still on its way. */
export function useOwnViews(sessionId: SessionId) {
  const trpc = useTRPC()
  const { waiting, put } = useOutbox()
  const mine = useQuery(trpc.view.mine.queryOptions({ sessionId }))
  return {
    views: withWaiting(mine.data ?? [], waiting),
    add: (view: Pick<OwnView, 'place' | 'facet' | 'text'> & { viewId: Id<'view'> }, late = false) =>
      put({ does: 'add-view', ...view }, { late }),
    edit: ({ place, facet, viewId }: OwnView, text: string) =>
      put({ does: 'edit-view', viewId: viewId as Id<'view'>, place, facet, text }),
    remove: ({ viewId }: OwnView) => put({ does: 'delete-view', viewId: viewId as Id<'view'> }),
  }
}

/** The stored views as they will be once everything waiting has arrived. */
export function withWaiting(stored: readonly OwnView[], waiting: readonly Entry[]): ViewHere[] {
  let views: ViewHere[] = stored.map((view) => ({ ...view, waiting: false }))
  for (const { deed } of waiting) {
    if (deed.does === 'rate') continue
    const others = views.filter(({ viewId }) => viewId !== deed.viewId)
    if (deed.does === 'delete-view') views = others
    else {
      const { viewId, place, facet, text } = deed
      const view = { viewId, place, facet, text, shown: false, waiting: true }
      views =
        others.length === views.length ? [...views, view] : views.map((had) => (had.viewId === viewId ? view : had))
    }
  }
  return views
}
