import { groupHidden, sizeOf } from './basis.ts'
import { cellsOf } from './cells.ts'
import type { Suppressed } from './suppression.ts'
import type { PartnerTally, Tally } from './tally.ts'

/** One statement at one sitting: its partners, what they answered, and whose answers were told how. */
export interface Sitting {
  readonly partnerIds: readonly string[]
  readonly all: Tally
  readonly cells: readonly { readonly suppressed: Suppressed | null }[]
  /** From how many people a partner is told there. */
  readonly minimum: number
}

/** Another sitting of the same line, and of which partners the very same people answered at both. */
export interface EarlierSitting extends Sitting {
  readonly samePeople: ReadonlySet<string>
}

/**
 * The partners of which a later sitting must tell nothing on a statement, because somebody who holds an earlier one too, and
 * knows who came and that those who came twice say what they said, would be left with the answers of fewer than `minimum`
 * people. A partner shown at both is told again when nothing differs, when so many came, and so many went, or when its people
 * are known to be the same: then the two tell that a mind was changed and not whose. One that stood in a total at one sitting
 * and is shown at the other would give away who stood beside it; and a total is told again for the same partners alone.
 * @example silentAfter([], { partnerIds: [], all: [], minimum: 3 }) // []
 */
export function silentAfter(earlier: readonly EarlierSitting[], later: Omit<Sitting, 'cells'>): string[] {
  const partners = later.partnerIds.map((id) => ({ id }))
  const silent = new Set<number>()
  // Whoever falls silent may have covered another: look again until nothing changes.
  for (let before = -1; before < silent.size; ) {
    before = silent.size
    const now = { ...later, cells: cellsOf(later.all, partners, later.minimum, silent) }
    for (const then of earlier) for (const id of tellsTooMuch(then, now)) silent.add(later.partnerIds.indexOf(id))
  }
  return [...silent].sort((a, b) => a - b).map((j) => later.partnerIds[j] as string)
}

function tellsTooMuch(then: EarlierSitting, now: Sitting): string[] {
  const minimum = Math.max(then.minimum, now.minimum)
  // What was asked on another scale can't be subtracted.
  if (then.all[0]?.counts.length !== now.all[0]?.counts.length) return []
  const [was, is] = [standings(then), standings(now)]
  const both = now.partnerIds.filter((id) => was.has(id) && is.has(id))
  const cell = ({ partnerIds, all }: Sitting, id: string) => all[partnerIds.indexOf(id)] as PartnerTally
  const movesOf = (id: string) => moves(cell(then, id), cell(now, id))
  const mayBeTold = (some: readonly Moves[]) => {
    const sum = (of: (one: Moves) => number) => some.reduce((total, one) => total + of(one), 0)
    return [sum(({ came }) => came), sum(({ went }) => went)].every((people) => people === 0 || people >= minimum)
  }
  const alone = both.filter((id) => {
    if (was.get(id) === 'pooled' && is.get(id) === 'pooled') return false
    const moved = movesOf(id)
    if (was.get(id) === 'shown' && is.get(id) === 'shown') return !mayBeTold([moved]) && !then.samePeople.has(id)
    return moved.came < minimum || moved.went < minimum
  })
  if (alone.length > 0) return alone
  const pool = (standing: ReadonlyMap<string, Standing>) =>
    [...standing].flatMap(([id, as]) => (as === 'pooled' ? [id] : []))
  const [first, second] = [pool(was), pool(is)]
  const common = first.filter((id) => second.includes(id))
  if (common.length === 0) return []
  if (common.length < first.length) return common
  if (second.length > first.length) return second.filter((id) => !first.includes(id))
  return mayBeTold(common.map(movesOf)) ? [] : common
}

type Standing = 'shown' | 'pooled'

/** How each partner that answered stands in what was told; one that stands in no figure is left out. */
function standings({ partnerIds, all, cells, minimum }: Sitting): Map<string, Standing> {
  const people = all.reduce((sum, partner) => sum + sizeOf(partner), 0)
  if (people < minimum) return new Map()
  const { apart, together } = groupHidden(all, cells)
  const pooled = new Set([...apart, ...together])
  return new Map(
    partnerIds.flatMap((id, j): [string, Standing][] => {
      if (sizeOf(all[j] as PartnerTally) === 0) return []
      if (pooled.has(j)) return [[id, 'pooled']]
      return cells[j]?.suppressed ? [] : [[id, 'shown']]
    }),
  )
}

interface Moves {
  readonly came: number
  readonly went: number
}

/** The fewest answers that must have come and gone between two counts. */
function moves(then: PartnerTally, now: PartnerTally): Moves {
  const answers = ({ counts, unsure, remit }: PartnerTally) => [...counts, unsure, remit]
  const gaps = answers(now).map((count, answer) => count - (answers(then)[answer] as number))
  const sum = (of: (gap: number) => number) => gaps.reduce((total, gap) => total + Math.max(0, of(gap)), 0)
  return { came: sum((gap) => gap), went: sum((gap) => -gap) }
}
