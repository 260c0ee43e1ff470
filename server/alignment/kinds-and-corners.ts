import { ACTIVITY_KINDS, type ActivityKind } from '#server/vocabulary/activity.ts'
import type { Corner } from '#server/vocabulary/corner.ts'
import { byCorner } from './by-chance.ts'
import { type Count, countOf, type Deed, done } from './deed.ts'

export interface KindRow {
  readonly kind: ActivityKind
  readonly all: Count
  readonly corners: Record<Corner, Count>
}

/** Every kind of informal work against every corner: how often it was done, planned and by chance. All nine kinds, also empty ones. */
export const kindsAndCorners = (deeds: readonly Deed[]): KindRow[] =>
  ACTIVITY_KINDS.map((kind) => {
    const ofKind = done(deeds).filter((deed) => deed.kind === kind)
    return { kind, all: countOf(ofKind), corners: byCorner(ofKind) }
  })
