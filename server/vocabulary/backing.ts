/** What an authoriser is: one person, a person because of their post, a post, a body, or a public. */
export const AUTHORISER_KINDS = ['person', 'person_in_role', 'role', 'institution', 'public'] as const
export type AuthoriserKind = (typeof AUTHORISER_KINDS)[number]

export const GIFTS = ['permission', 'money', 'endorsement', 'access', 'staff', 'legitimacy'] as const
export type Gift = (typeof GIFTS)[number]

/** Whether backing rests on a paper, on a trusted tie, or on both. */
export const BASES = ['formal', 'mixed', 'personal'] as const
export type Basis = (typeof BASES)[number]

/** The paper behind a formal or mixed backing. */
export const INSTRUMENTS = [
  'statute',
  'council_minute',
  'board_minute',
  'delegated_decision',
  'memorandum',
  'terms_of_reference',
  'funding_agreement',
  'grant',
  'contract',
  'licence',
] as const
export type Instrument = (typeof INSTRUMENTS)[number]

/** What may end a backing besides a date. */
export const TRIGGERS = [
  'election',
  'contract_end',
  'retirement',
  'end_of_office',
  'reorganisation',
  'grant_end',
  'governance_change',
] as const
export type Trigger = (typeof TRIGGERS)[number]

/** How far an authoriser stands behind the network, from weakest to strongest. */
export const SUPPORT_LEVELS = ['opposed', 'unaware', 'neutral', 'supportive', 'champion'] as const
export type SupportLevel = (typeof SUPPORT_LEVELS)[number]

export const SUCCESSORS = ['known', 'not_known', 'not_asked'] as const

/** What can hang on an authoriser: a statement's line, a purpose card, a resource, an activity, an agreement, or another authoriser. */
export const THING_KINDS = ['statement', 'purpose', 'resource', 'activity', 'agreement', 'authoriser'] as const
export type ThingKind = (typeof THING_KINDS)[number]

/** The days ahead that the exposure is told for, and the days before an end when the change watch speaks up. */
export const HORIZONS = [90, 180, 365] as const
export const WATCH_DAYS = [180, 90, 30] as const
