'use client'
import { useQuery } from '@tanstack/react-query'
import type { Entry } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { OwnView } from '#server/view/find.ts'
import type { Id, SessionId } from '#server/vocabulary/ids.ts'
import { keepLocally, useLocalViews } from './local-views.ts'

export interface ViewHere extends OwnView {
  /** Only on this device so far. */
  readonly waiting: boolean
}

/** What one has written oneself: what the server has, with what is still on its way. */
export function useOwnViews({ sessionId: id, attribution, viewsShown }: SessionNow) {
  const sessionId = id as SessionId
  const nobody = attribution === 'none'
  const trpc = useTRPC()
  const { waiting, put } = useOutbox()
  const mine = useQuery({ ...trpc.view.mine.queryOptions({ sessionId }), enabled: !nobody })
  const local = useLocalViews(sessionId)
  const stored = nobody ? local.map((view) => ({ ...view, shown: viewsShown })) : (mine.data ?? [])
  const keep = (change: Parameters<typeof keepLocally>[1]) => nobody && keepLocally(sessionId, change)
  return {
    views: withWaiting(stored, waiting),
    add: (view: Pick<OwnView, 'place' | 'facet' | 'text'> & { viewId: Id<'view'> }, late = false) => {
      keep((had) => [...had, { ...view, shown: false }])
      put({ does: 'add-view', ...view }, { late })
    },
    edit: ({ place, facet, viewId }: OwnView, text: string) => {
      keep((had) => had.map((one) => (one.viewId === viewId ? { ...one, text } : one)))
      put({ does: 'edit-view', viewId: viewId as Id<'view'>, place, facet, text })
    },
    remove: ({ viewId }: OwnView) => {
      keep((had) => had.filter((one) => one.viewId !== viewId))
      put({ does: 'delete-view', viewId: viewId as Id<'view'> })
    },
  }
}

/** The stored views as they will be once everything waiting has arrived. */
export function withWaiting(stored: readonly OwnView[], waiting: readonly Entry[]): ViewHere[] {
  let views: ViewHere[] = stored.map((view) => ({ ...view, waiting: false }))
  for (const { deed } of waiting) {
    if (deed.does !== 'add-view' && deed.does !== 'edit-view' && deed.does !== 'delete-view') continue
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
