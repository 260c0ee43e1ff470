'use client'
import { DisagreementPage } from '#app/_disagreement/disagreement-page.tsx'
import type { MarkedPartner } from '#app/_disagreement/marked-partner.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Disagreement } from '#server/disagreement/read-disagreement.ts'

/** The answers of a closed workshop, drawn by the same components as in the room. */
export function ShownAnswers({
  shown,
  partners,
  messages,
}: {
  shown: Disagreement
  partners: readonly MarkedPartner[]
  messages: Messages
}) {
  return (
    <Words messages={messages}>
      <DisagreementPage shown={shown} partners={partners} level={2} />
    </Words>
  )
}
