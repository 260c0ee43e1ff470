import { shownAreEnough } from './shown-enough.ts'
import type { Suppressed } from './suppression.ts'
import type { PartnerTally, Tally } from './tally.ts'

/**
 * What a statement's figures rest on. `all`: everybody's answers, for nobody is hidden, or the hidden partners can't be told
 * from each other. `together`: what tells partners apart leaves some hidden ones out; totals have them, as one. `shown`: some
 * hidden ones stand in no figure, since they are so few, or so much of one mind, that any total would tell their answers. `none`:
 * so few people answered in all that nothing is said.
 */
export type Basis = 'all' | 'together' | 'shown' | 'none'

/** A statement's hidden partners, as places in the tally. */
export interface HiddenGroups {
  /** Stand in every figure as they are: nobody could say which is which. */
  readonly apart: readonly number[]
  /** Stand in totals, as one. */
  readonly together: readonly number[]
  /** Stand in no figure. */
  readonly silent: readonly number[]
}

/** Everybody who answered, "not our remit" as well. */
export const sizeOf = ({ n, unsure, remit }: PartnerTally): number => n + unsure + remit

const answersOf = ({ counts, unsure, remit }: PartnerTally): number[] => [...counts, unsure, remit]

const NOBODY_HIDDEN: HiddenGroups = { apart: [], together: [], silent: [] }

/**
 * Which hidden partners may stand in which figures. Who holds the report knows how many answered for each, and may be one of
 * them and know an answer: so partners may only stand apart among three of their size, and differ even without any one of
 * these; and people may only stand together when they differ without any one of them. Where enough partners are shown, or totals are
 * all that is made of it, those of two people or more stand together, for what two said tells one of them what the other did
 * (hidden-two.ts).
 */
export function groupHidden(
  all: Tally,
  cells: readonly { suppressed: Suppressed | null }[],
  isOfTotals = false,
): HiddenGroups {
  const suppressed = all.flatMap((partner, j) => (cells[j]?.suppressed && sizeOf(partner) > 0 ? [j] : []))
  if (suppressed.length === 0) return NOBODY_HIDDEN
  const toldBefore = suppressed.filter((j) => cells[j]?.suppressed === 'told-before')
  const hidden = suppressed.filter((j) => !toldBefore.includes(j))
  const own = (j: number) => all[j] as PartnerTally
  const classes = alike(hidden, (j) => `${sizeOf(own(j))} ${cells[j]?.suppressed}`)
  const isPooled = (some: readonly number[]) =>
    some.length < 3 || (sizeOf(own(some[0] as number)) > 1 && (isOfTotals || shownAreEnough(all, cells)))
  const [large, small] = [classes.filter((some) => !isPooled(some)), classes.filter(isPooled)]
  const differ = (some: readonly number[]) => differWithoutOne(some.map((j) => answersOf(own(j)).join()))
  const rest = small.flat()
  const answers = rest.flatMap((j) =>
    answersOf(own(j)).flatMap((count, answer) => new Array<string>(count).fill(`${answer}`)),
  )
  const mayStandTogether = rest.length > 1 && differWithoutOne(answers)
  return {
    apart: large.filter(differ).flat(),
    together: mayStandTogether ? rest : [],
    silent: [...toldBefore, ...large.filter((some) => !differ(some)).flat(), ...(mayStandTogether ? [] : rest)],
  }
}

/**
 * The basis of figures by how the hidden partners are grouped.
 * @example basisOf({ apart: [], together: [], silent: [] }) // 'all'
 */
export const basisOf = ({ together, silent }: HiddenGroups): Exclude<Basis, 'none'> =>
  silent.length > 0 ? 'shown' : together.length > 0 ? 'together' : 'all'

/**
 * Whether things differ, whichever single one is left out.
 * @example differWithoutOne(['a', 'a', 'b']) // false
 * @example differWithoutOne(['a', 'a', 'b', 'b']) // true
 */
export function differWithoutOne(things: readonly string[]): boolean {
  const kinds = alike(things, (thing) => thing).map((same) => same.length)
  return kinds.length > 2 || (kinds.length === 2 && kinds.every((times) => times > 1))
}

function alike<T>(things: readonly T[], by: (thing: T) => unknown): T[][] {
  const found = new Map<unknown, T[]>()
  for (const thing of things) found.set(by(thing), [...(found.get(by(thing)) ?? []), thing])
  return [...found.values()]
}
