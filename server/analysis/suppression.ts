import type { PartnerTally, Tally } from './tally.ts'

/** Why a partner's answers to a statement are not shown. `too-few`: under the minimum; `protects-others`: it would give those away. */
export type Suppressed = 'too-few' | 'protects-others'

const people = ({ n, unsure, remit }: PartnerTally) => n + unsure + remit

/**
 * Which partners' answers to one statement stay hidden, in the tally's order (null: shown). A partner is hidden under
 * `minimum` people; and when all that is hidden together is still under it, the next smallest is hidden too, for otherwise
 * the network's totals less the shown ones would give the rest away. Partners nobody answered for hide nothing.
 * @example suppressCells([{ counts: [3, 0], n: 3, unsure: 0, remit: 0 }], 3) // [null]
 */
export function suppressCells(all: Tally, minimum: number): (Suppressed | null)[] {
  const hidden = all.map((partner): Suppressed | null =>
    people(partner) > 0 && people(partner) < minimum ? 'too-few' : null,
  )
  const shown = all.map((partner, j) => ({ size: people(partner), j })).filter(({ size, j }) => size > 0 && !hidden[j])
  const smallestFirst = shown.sort((a, b) => a.size - b.size || a.j - b.j)
  const hiddenPeople = () => all.reduce((sum, partner, j) => sum + (hidden[j] ? people(partner) : 0), 0)
  while (hiddenPeople() > 0 && hiddenPeople() < minimum && smallestFirst.length > 0) {
    hidden[(smallestFirst.shift() as { j: number }).j] = 'protects-others'
  }
  return hidden
}
