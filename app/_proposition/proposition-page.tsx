'use client'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Proposition } from '#server/proposition/find.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { AnswerAsMember } from './answer-as-member.tsx'
import { FOR_MEMBERS } from './for-members.ts'
import { PropositionPanel } from './proposition-panel.tsx'

/** The panel on the network's own page, outside any workshop. */
export function PropositionPage({
  networkId,
  zone,
  drafts,
  sessionId = null,
  first,
  messages,
}: {
  networkId: NetworkId
  /** By whose clocks the days are told on which versions were saved. */
  zone: string
  drafts: boolean
  /** The running workshop that it is written in, when whoever runs it came from its desk. */
  sessionId?: SessionId | null
  /** What the page was rendered with. */
  first: Proposition
  messages: Messages
}) {
  return (
    <Words messages={messages}>
      <Procedures>
        <PropositionPanel
          looker={{ is: 'member', networkId, zone, sessionId, drafts }}
          first={first}
          Answer={AnswerAsMember}
          forMembers={FOR_MEMBERS}
        />
      </Procedures>
    </Words>
  )
}
