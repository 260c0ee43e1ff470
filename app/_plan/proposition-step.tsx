'use client'
import { AbsentHere } from '#app/_governance/absent-here.tsx'
import { AnswerFromSeat } from '#app/_proposition/answer-from-seat.tsx'
import { PropositionPanel } from '#app/_proposition/proposition-panel.tsx'
import { StepHead } from '#app/_session/step-head.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

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
