/** What a member may do in a network. Convenors and co-convenors run workshops; observers only look in. */
export const ROLES = ['convenor', 'co_convenor', 'member', 'observer'] as const
export type Role = (typeof ROLES)[number]

export const convenes = (role: Role): boolean => role === 'convenor' || role === 'co_convenor'

/** How names are shown on what people write, fixed before a workshop starts: person, organisation only, nobody. */
export const ATTRIBUTIONS = ['names', 'partner', 'none'] as const
export type Attribution = (typeof ATTRIBUTIONS)[number]

/** What a seat is there for: to take part for a partner, to run the room, or only to look on. */
export const SEAT_KINDS = ['participant', 'convenor', 'screen'] as const
export type SeatKind = (typeof SEAT_KINDS)[number]

/**
 * What is stored beside seats that people hold. A ballot is nobody's: where the workshop shows nobody, what somebody answers
 * hangs on it, and only their phone knows which it is.
 */
export const STORED_SEAT_KINDS = [...SEAT_KINDS, 'ballot'] as const

/** How somebody takes part: on a screen of their own, or on paper that the convenor types in. */
export const MEDIA = ['screen', 'paper'] as const
export type Medium = (typeof MEDIA)[number]
