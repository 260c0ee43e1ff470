/** Moore's strategic triangle: public value proposition, authorising environment, operational capacity. */
export const CORNERS = ['value', 'authorising', 'capacity'] as const
export type Corner = (typeof CORNERS)[number]

/** Where a card can lie: at a corner, or in the middle, where focus and direction are. */
export const PLACES = [...CORNERS, 'middle'] as const
export type Place = (typeof PLACES)[number]

export const isPlace = (thing: unknown): thing is Place => PLACES.includes(thing as Place)
