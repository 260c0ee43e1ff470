import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'

/** Who looks at a proposition: somebody in a workshop's seat, or a member of the network, who may write the draft or not. */
export type Looker =
  | { readonly is: 'seat'; readonly sessionId: SessionId }
  | {
      readonly is: 'member'
      readonly networkId: NetworkId
      /** The time zone that the network's clocks show. */
      readonly zone: string
      /** The workshop that a version is saved in; null outside one. */
      readonly sessionId: SessionId | null
      readonly drafts: boolean
    }
