'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { OwnViews } from './own-views.tsx'
import { ViewForm } from './view-form.tsx'

/** The step in which everybody writes what they think the network is for. Private until the convenor shows all at once. */
export function AddViews({ now }: { now: SessionNow }) {
  const t = useTranslations('views')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const mine = useQuery(trpc.view.mine.queryOptions({ sessionId }))
  const again = () => cache.invalidateQueries({ queryKey: trpc.view.mine.queryKey({ sessionId }) })
  const add = useMutation(trpc.view.add.mutationOptions({ onSuccess: again }))
  const [added, setAdded] = useState(0)
  return (
    <div className="stack">
      <div>
        <h1>{now.question || t('write')}</h1>
        <p className="muted">
          {now.firstViews === 'open' ? t('openLead') : now.viewsShown ? t('shownByAll') : t('privateLead')}
        </p>
        <ViewForm
          key={added}
          onSend={async (view) => {
            await add.mutateAsync({ sessionId, ...view })
            setAdded((count) => count + 1)
          }}
        />
        <p role="status" className="muted">
          {added > 0 && `${t('added')} `}
          {t('byOthers', { count: now.views.count, partners: now.views.partners })}
        </p>
      </div>
      <OwnViews sessionId={sessionId} views={mine.data ?? []} />
    </div>
  )
}
