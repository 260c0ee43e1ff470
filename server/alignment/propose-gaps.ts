import { type LinkedAim, MOST_GAPS } from '#server/vocabulary/activity.ts'
import type { Corner } from '#server/vocabulary/corner.ts'

/** Something that informal work could mend: a statement partners are split on, a fragile authoriser, an unanswered thread. */
export interface Gap {
  readonly kind: Exclude<LinkedAim, 'value_entry'>
  readonly id: string
  readonly label: string
  /** The corner it lies at; null when that is for people to say. */
  readonly corner: Corner | null
}
export interface Worries {
  /** Each with the most urgent first. */
  readonly split: readonly Gap[]
  readonly fragile: readonly Gap[]
  readonly unanswered: readonly Gap[]
}

/**
 * At most `most` gaps to work on. The three worries take turns, the most urgent of each first, so that many split statements
 * do not hide the one authoriser who leaves. What an activity is aimed at already is no gap.
 */
export function proposeGaps(
  { split, fragile, unanswered }: Worries,
  aimedAt: readonly { kind: LinkedAim; id: string }[],
  most = MOST_GAPS,
): Gap[] {
  const open = [split, fragile, unanswered].map((worry) =>
    worry.filter(({ kind, id }) => !aimedAt.some((aim) => aim.kind === kind && aim.id === id)),
  )
  const rounds = Math.max(...open.map(({ length }) => length))
  return Array.from({ length: rounds }, (_, round) => open.flatMap((worry) => worry[round] ?? []))
    .flat()
    .slice(0, most)
}
