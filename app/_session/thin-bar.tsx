'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { walkOf } from '#app/_plan/walk.ts'
import type { SessionNow } from '#server/session/now.ts'
import { Timer } from './later-steps.tsx'
import type { Hearing } from './use-session-now.ts'

const WORD = {
  // Not said before it is known, and its place is kept: nothing below moves when it is.
  opening: 'connected',
  live: 'connected',
  asking: 'asking',
  'cut-off': 'cutOff',
  walled: 'walled',
  'shown-out': 'shownOut',
} as const

/** The thin bar on a phone: where the room is, and whether this phone is connected. The step is announced when it changes. */
export function ThinBar({
  now,
  hearing,
  heardAtMs,
  language,
}: {
  now: SessionNow
  hearing: Hearing
  heardAtMs: number
  language: ReactNode
}) {
  const t = useTranslations('session')
  const outbox = useTranslations('outbox')
  const { is, kept } = useOutbox()
  const step = useTranslations('step')
  const common = useTranslations('common')
  const words = useStepWords()
  const { at, no, count } = walkOf(now)
  const isKept = hearing !== 'shown-out' && is === 'waiting' && kept
  return (
    <header className="thin">
      <strong aria-live="assertive">
        {at && <span className="unseen">{step('of', { no, count, name: '' })}</span>}
        {at ? words.title(at) : step(now.step)}
      </strong>
      <Timer now={now} heardAtMs={heardAtMs} />
      <span className="row">
        <span className={hearing === 'opening' && !isKept ? 'muted coming' : 'muted'} role="status">
          {isKept ? outbox('onThisPhone') : t(WORD[hearing])}
        </span>
        {/* Beside the workshop, not in its place: what one is writing stays. */}
        <a href="/help" target="_blank" rel="noreferrer" aria-label={common('helpBeside')}>
          {common('help')}
        </a>
        {language}
      </span>
    </header>
  )
}
