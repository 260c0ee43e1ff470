import type { Kind } from './kind.ts'

/** What is said of a statement first: its kind, or that this is not clear yet. */
export type Label = Kind | 'not-clear'

/** A statement's kind, and the other that it may be as well. A workshop kept long ago names none. */
export interface Kinds {
  readonly kind: Kind
  readonly orKind?: Kind | null
}

/** A kind is only said when it is likely enough, and more than chance would make of it; else both that it may be are named. */
export const labelOf = ({ kind, orKind }: Kinds): Label => (orKind ? 'not-clear' : kind)

/** How many statements each label is said of, in the order in which they are talked about; what isn't clear yet comes last. */
export function headlineOf({
  network,
  statements,
}: {
  readonly network: { readonly kinds: readonly { readonly kind: Kind }[] }
  readonly statements: readonly Kinds[]
}): { kind: Label; count: number }[] {
  const labels = statements.map(labelOf)
  return [...network.kinds.map(({ kind }): Label => kind), 'not-clear' as const].flatMap((kind) => {
    const count = labels.filter((label) => label === kind).length
    return count > 0 ? [{ kind, count }] : []
  })
}
