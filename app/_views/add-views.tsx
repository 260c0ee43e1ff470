'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isOfViews, Saving } from '#app/_outbox/saving.tsx'
import type { Me } from '#app/_session/me.ts'
import { ShownAs } from '#app/_session/small-group.tsx'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { OwnViews } from './own-views.tsx'
import { useOwnViews } from './use-own-views.ts'
import { ViewForm } from './view-form.tsx'

/** The step in which everybody writes what they think the network is for. Private until the convenor shows all at once. */
export function AddViews({ now, me }: { now: SessionNow; me: Me }) {
  const t = useTranslations('views')
  const own = useOwnViews(now)
  const [added, setAdded] = useState(0)
  return (
    <div className="stack">
      <div>
        <h1>{now.question ? <Said>{now.question}</Said> : t('write')}</h1>
        <p className="muted">
          {now.firstViews === 'open' ? t('openLead') : now.viewsShown ? t('shownByAll') : t('privateLead')}
        </p>
        <ShownAs now={now} />
        <ViewForm
          key={added}
          draftOf={{ at: 'views', sessionId: now.sessionId, seatId: me.seatId, earlier: me.earlier }}
          written={own.views.length}
          onAdd={(view) => {
            own.add(view)
            setAdded((count) => count + 1)
          }}
        />
        <p className="row apart" style={{ marginBlockStart: '0.75rem' }}>
          <span className="muted">{t('byOthers', { count: now.views.count, partners: now.views.partners })}</span>
          <Saving here={isOfViews} />
        </p>
      </div>
      <OwnViews views={own.views} onEdit={own.edit} onDelete={own.remove} />
    </div>
  )
}
