'use client'
import { AbsentHere } from '#app/_governance/absent-here.tsx'
import { ReportBehind } from '#app/_moderation/report-behind.tsx'
import { InsideOwn } from '#app/_talk/inside-own.tsx'
import { SaveJson } from '#app/_talk/save-json.tsx'
import { behind } from '#app/_ui/behind.tsx'
import type { Disagreement, Reason } from '#server/disagreement/read-disagreement.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { StatementsFirst } from './statements-first.tsx'

// What stands below the statements, or only where two questions were asked.
const AROUND = {
  FourFields: behind(() => import('./four-fields.tsx').then((file) => file.FourFields), { soon: true }),
  FurtherSections: behind(() => import('./further-sections.tsx').then((file) => file.FurtherSections), { soon: true }),
}

export interface ShownProps {
  now: SessionNow
  shown: Disagreement
  own: ReadonlyMap<string, Answer>
  inside: ReadonlyMap<string, number>
  /** Whether somebody looks who answered: what is theirs alone stands with it. */
  ownAnswers: boolean
  level: 1 | 2
}

/** What the convenor shows of where partners differ, in a running workshop. */
export function ShownHere({ now, ownAnswers, ...shown }: ShownProps) {
  // A workshop that is over takes nothing more.
  const mayReport = ownAnswers && !now.closed
  const besideReason = ({ thingId, text }: Reason) =>
    thingId && <ReportBehind now={now} kind="reason" thingId={thingId} text={text} />
  return (
    <div className="stack">
      <AbsentHere sessionId={now.sessionId} />
      <StatementsFirst
        {...shown}
        partners={now.people.partners}
        around={AROUND}
        besideReason={mayReport ? besideReason : undefined}
      />
      {ownAnswers && <InsideOwn now={now} />}
      <SaveJson sessionId={now.sessionId} />
    </div>
  )
}
