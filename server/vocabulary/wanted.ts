import type { Quadrant } from './kind.ts'

interface Placed {
  readonly quadrant: Quadrant | null
  readonly is: number | null
  readonly should: number | null
}

/** What partners want together: it or its opposite, and whether it is our focus already, where that is known. */
export type WantedTogether = 'wanted' | 'unwanted' | `${'wanted' | 'unwanted'}-${'is' | 'is-not'}`

/**
 * Which way those lean that are together, and what they know of it; null where partners are not together. To be together is to want
 * the same, be it that something is not done; and to know what holds is to know that it does, or that it doesn't.
 */
export function wantedTogether({ quadrant, should, is }: Placed): WantedTogether | null {
  const isTogether = quadrant === 'shared-direction' || quadrant === 'hidden-agreement'
  if (!isTogether || !should) return null
  const wanted = should > 0 ? 'wanted' : 'unwanted'
  if (quadrant === 'hidden-agreement' || !is) return wanted
  return `${wanted}-${is > 0 ? 'is' : 'is-not'}`
}
