/** What a network can work with. */
export const MEANS_KINDS = ['people', 'money', 'skills', 'data', 'routines', 'places'] as const
export type MeansKind = (typeof MEANS_KINDS)[number]

/** What a partner can give, or needs. */
export const EXCHANGE_SIDES = ['offer', 'ask'] as const
export type ExchangeSide = (typeof EXCHANGE_SIDES)[number]

/** Still open, met by a match that both confirmed, or taken back. */
export const EXCHANGE_STATES = ['open', 'met', 'withdrawn'] as const
export type ExchangeState = (typeof EXCHANGE_STATES)[number]

/** Proposed and waiting for both, confirmed by both, or declined by one. */
export const MATCH_STATES = ['proposed', 'confirmed', 'declined'] as const
export type MatchState = (typeof MATCH_STATES)[number]

/** What a capacity can be for: a statement's line, a purpose card, an activity, or a value entry. */
export const USE_KINDS = ['statement', 'purpose', 'activity', 'value_entry'] as const
export type UseKind = (typeof USE_KINDS)[number]
