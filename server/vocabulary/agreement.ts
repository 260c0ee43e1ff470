/** Where a partner stands on an agreement. */
export const STANDS = ['support', 'live_with', 'against'] as const
export type Stand = (typeof STANDS)[number]

/** What an agreement was made of: a statement's line, a version of the proposition, or words of its own. */
export const AGREED_FROM = ['statement', 'proposition', 'words'] as const
export type AgreedFrom = (typeof AGREED_FROM)[number]

/** How many days before its review day an agreement's calendar entry speaks up. */
export const REVIEW_ALARMS = [14, 1] as const
