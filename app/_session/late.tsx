import { walkOf } from '#app/_plan/walk.ts'
import { words } from '#app/_words/words.ts'
import type { SessionNow } from '#server/session/now.ts'

/**
 * Three lines for whoever came in while the room was at work: where it is, what was done, what to do now. Drawn by the server
 * as it was when they came, and folded without a program.
 */
export function Late({ now }: { now: SessionNow }) {
  const t = words('late')
  const { at, no, count } = walkOf(now)
  if (!at) return null
  const organisations = now.people.partners.filter(({ here }) => here > 0).length
  return (
    <details className="banner" open>
      <summary>{t('title')}</summary>
      <ul className="plain-list stack-s">
        <li>{t('where', { no, count, step: at.title || words('step')(at.kind) })}</li>
        <li>{t('sofar', { people: now.people.count, organisations, views: now.views.count })}</li>
        <li>{t('now', { do: at.instruction || words('steps')(`do.${at.script}`) })}</li>
      </ul>
    </details>
  )
}
