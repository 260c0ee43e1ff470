'use client'
import { useTranslations } from 'use-intl/react'
import { SaidAtQuarters } from '#app/_session/said-at-quarters.tsx'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import { saysDone } from '#server/vocabulary/step.ts'

interface Counts {
  finished: number
  of: number
}

/** How far the room has come with a step, in one line. It is read out at each quarter, and not with each answer. */
export function HowFar({ now, at }: { now: SessionNow; at: StepNow }) {
  const t = useTranslations('convene')
  const { counts, says } = useCounted(now, at)
  const showsViews = at.kind === 'views' || at.kind === 'show-views'
  return (
    <>
      {showsViews && <p>{t('views', { count: now.views.count, partners: now.views.partners })}</p>}
      {counts && (
        <div className="how-far">
          <p>{says(counts)}</p>
          {at.kind === 'rate' && (
            <div className="progress" aria-hidden="true">
              <span style={{ inlineSize: `${counts.of === 0 ? 0 : (100 * counts.finished) / counts.of}%` }} />
            </div>
          )}
          <SaidAtQuarters key={`${at.id} ${now.round}`} {...counts} says={says} />
        </div>
      )}
    </>
  )
}

/** Who has finished, as the server counts it, or as people say themselves where only they know. */
function useCounted(now: SessionNow, at: StepNow): { counts?: Counts; says(counts: Counts): string } {
  const t = useTranslations('convene')
  const dots = useTranslations('dots')
  const { count, waiting, onPaper } = now.people
  // Whoever waits to be let in has nothing yet to be done with.
  const people = count - waiting
  if (at.kind === 'rate') return { counts: now.progress, says: ({ finished, of }) => t('progress', { finished, of }) }
  if (at.kind === 'dots' && !at.dotsShown) {
    const counts = { finished: now.written.dotters, of: people }
    return { counts, says: ({ finished, of }) => dots('placedBy', { people: finished, of }) }
  }
  const says = ({ finished, of }: Counts) => t('saidDone', { finished, of })
  return saysDone(at.kind) ? { counts: { finished: now.signals.done, of: people - onPaper }, says } : { says }
}
