/** Who reads a reflection besides its author: nobody, their own organisation, convenors, or the whole network. */
export const AUDIENCES = ['me', 'organisation', 'convenors', 'network'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Where somebody stands in their organisation. Only the agency pulse is told by it. */
export const BANDS = ['junior', 'middle', 'senior'] as const
export type Band = (typeof BANDS)[number]

/** The two things the agency pulse asks: to start something without asking first, and to know whom to take a problem to. */
export const AGENCY_ITEMS = ['start', 'problem'] as const
export type AgencyItem = (typeof AGENCY_ITEMS)[number]

/** From not at all to very much. */
export const AGENCY_POINTS = [1, 2, 3, 4, 5] as const
export type AgencyPoint = (typeof AGENCY_POINTS)[number]

/** A band shows nothing under so many answers, and takes in more only so many at a time. */
export const FEWEST_ANSWERS = 4
export const ANSWERS_AT_A_TIME = 3
