/** Focus: what the network is for, whom it serves and where its edges are. */
export const FOCUS_FACETS = ['purpose', 'beneficiary', 'scope', 'measure', 'identity'] as const
/** Direction: where the network should go next, how far, and when to stop. */
export const DIRECTION_FACETS = ['next_step', 'horizon', 'stop', 'exit', 'governance'] as const
export const FACETS = [...FOCUS_FACETS, ...DIRECTION_FACETS] as const
export type Facet = (typeof FACETS)[number]

export const DIMENSIONS = ['focus', 'direction'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const isFacet = (thing: unknown): thing is Facet => FACETS.includes(thing as Facet)

export const dimensionOf = (facet: Facet): Dimension =>
  (FOCUS_FACETS as readonly string[]).includes(facet) ? 'focus' : 'direction'
