import type { Kind } from './kind.ts'

/**
 * What is said of a statement first: its kind; or that this is not clear yet; or, where the kind's own word would claim more than
 * can be seen, what can. `few-against-many`: differing in strength, and some are seen on the other side, too few for a camp.
 * `near-middle`: middle answers lie near the middle, and how people differ isn't told.
 */
export type Label = Kind | 'not-clear' | 'few-against-many' | 'near-middle'

/** A statement's kind, and the other that it may be as well, with what is told of its partners. A workshop kept long ago names none. */
export interface Kinds {
  readonly kind: Kind
  readonly orKind?: Kind | null
  readonly kindBy?: 'people' | 'partners'
  readonly voices?: object | null
  readonly cells?: readonly { readonly side: string | null }[]
}

/** Whether partners are seen on both sides: of those that are hidden nobody learns where they stand. */
export const areOnBothSides = (cells: Kinds['cells'] = []): boolean =>
  cells.some(({ side }) => side === 'for') && cells.some(({ side }) => side === 'against')

/**
 * Whether a statement's kind goes by where partners are told to stand alone, and not by people's answers. What is unclear goes by
 * how many find it so, whatever else is told.
 */
export const isByMiddles = ({ kind, kindBy, voices = null }: Kinds): boolean =>
  kind !== 'too-few' && kind !== 'unclear' && kindBy === 'partners' && voices === null

interface Placed extends Kinds {
  readonly distribution: readonly number[] | null
  readonly position: number | null
}

/**
 * Whether a statement's place is only told in coarse steps: hidden partners of two stand in its kind, and how people differ isn't
 * told (server/analysis/told-to-room.ts). Of one that is mixed, with partners that are told to stand somewhere, it is theirs.
 */
export const isRoughlyPlaced = ({ distribution, position, cells = [], ...kinds }: Placed): boolean => {
  if (kinds.kindBy !== 'people' || (kinds.voices ?? null) !== null || distribution || position === null) return false
  const isMixed = kinds.kind === 'mixed' || kinds.orKind === 'mixed'
  return !isMixed || !cells.some(({ side }) => side === 'for' || side === 'against' || side === 'neither')
}

/** A kind is only said when it is likely enough, and more than chance would make of it; else both that it may be are named. */
export const labelOf = (statement: Kinds): Label => (statement.orKind ? 'not-clear' : (labelsOf(statement)[0] as Label))

/** What is said of a statement's kind, and of the other that it may be as well. */
export const labelsOf = ({ kind, orKind, ...told }: Kinds): Label[] =>
  (orKind ? [kind, orKind] : [kind]).map((one) => {
    if (one === 'same-side' && areOnBothSides(told.cells)) return 'few-against-many'
    return one === 'lukewarm' && isByMiddles({ kind: one, ...told }) ? 'near-middle' : one
  })

// Beside a kind, what may be said instead of it; both are talked about in its place.
const INSTEAD: Partial<Record<Kind, Label>> = { 'same-side': 'few-against-many', lukewarm: 'near-middle' }

/** How many statements each label is said of, in the order in which they are talked about; what isn't clear yet comes last. */
export function headlineOf({
  network,
  statements,
}: {
  readonly network: { readonly kinds: readonly { readonly kind: Kind }[] }
  readonly statements: readonly Kinds[]
}): { kind: Label; count: number }[] {
  const labels = statements.map(labelOf)
  const inOrder = network.kinds.flatMap(({ kind }): Label[] => [...(INSTEAD[kind] ? [INSTEAD[kind]] : []), kind])
  return [...inOrder, 'not-clear' as const].flatMap((kind) => {
    const count = labels.filter((label) => label === kind).length
    return count > 0 ? [{ kind, count }] : []
  })
}
