/** One partner's answers to a statement in two sittings, by person, as points of the scale. */
export type ByPerson = ReadonlyMap<string, number>

/** How a partner's mean moved, in points of the scale, and what moved it: `change` = `minds` + `people`. */
export interface Turnover {
  readonly stayers: number
  readonly joiners: number
  readonly leavers: number
  readonly change: number
  /** The stayers' own shift, weighed by how much of the partner they are. */
  readonly minds: number
  /** What is left: others came or went. */
  readonly people: number
}

/**
 * Splits a partner's change between sittings into minds changed and people changed (Kitagawa 1955): minds is the mean of the
 * stayers' two shares times their shift. Null when the partner gave no point in one of them: it joined or left.
 * @example turnover(new Map([['a', 2], ['b', 4]]), new Map([['a', 3], ['b', 4]])) // { stayers: 2, joiners: 0, leavers: 0, change: 0.5, minds: 0.5, people: 0 }
 * @example turnover(new Map(), new Map([['a', 3]])) // null
 */
export function turnover(before: ByPerson, after: ByPerson): Turnover | null {
  if (before.size === 0 || after.size === 0) return null
  const stayed = [...before].filter(([person]) => after.has(person))
  const stayers = stayed.length
  const shift = stayed.reduce((sum, [person, point]) => sum + (after.get(person) as number) - point, 0)
  const share = (stayers / before.size + stayers / after.size) / 2
  const change = meanOf(after) - meanOf(before)
  const minds = stayers === 0 ? 0 : (share * shift) / stayers
  return {
    stayers,
    joiners: after.size - stayers,
    leavers: before.size - stayers,
    change,
    minds,
    people: change - minds,
  }
}

const meanOf = (points: ByPerson): number => [...points.values()].reduce((sum, point) => sum + point, 0) / points.size
