'use client'
import { AbsentHere } from '#app/_governance/absent-here.tsx'
import { PropositionPanel } from '#app/_proposition/proposition-panel.tsx'
import { StepHead } from '#app/_session/step-head.tsx'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

// Comes beside the sentence, of which the server has yet to tell.
const AnswerFromSeat = behind(
  () => import('#app/_proposition/answer-from-seat.tsx').then((file) => file.AnswerFromSeat),
  { soon: true },
)

/** The room puts what it does into one sentence: what to do, over the sentence itself. */
export function PropositionStep({ now }: { now: SessionNow }) {
  return (
    <>
      <StepHead now={now} />
      <AbsentHere sessionId={now.sessionId} />
      <PropositionPanel looker={{ is: 'seat', sessionId: now.sessionId as SessionId }} Answer={AnswerFromSeat} />
    </>
  )
}
