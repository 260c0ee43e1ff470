import type { PartnerTally, Tally } from './tally.ts'

/**
 * Why a partner's answers to a statement are not shown. `too-few`: fewer than the minimum answered; `protects-others`: enough
 * did, but some of them stand in no figure, or the answers would give a smaller partner's away. Which of these isn't told.
 * `told-before`: what an earlier sitting told of them, taken from this, would leave the answers of few; see sittings.ts. That
 * is never published, for it would tell how much changed: `reasonToTell` says what is.
 */
export type Suppressed = 'too-few' | 'protects-others' | 'told-before'

const NOBODY: ReadonlySet<number> = new Set()
const people = ({ n, unsure, remit }: PartnerTally) => n + unsure + remit
// "Not our remit" stands in no figure, so it can't hide a colleague's answer either, unless all of the partner say it.
const hiding = ({ n, unsure, remit }: PartnerTally) => (n + unsure > 0 ? n + unsure : remit)

/**
 * Which partners' answers to one statement stay hidden, in the tally's order (null: shown). A partner is hidden under
 * `minimum` people in the figures; and while all that is hidden together is under it, or is one partner, the next smallest is
 * hidden too, for the network's totals less the shown ones would give the rest away; of several as small it is the one whose id
 * comes first, whatever they answered and in whatever order they stand (DECISIONS.md). Partners nobody answered for hide nothing.
 * Those that are `silent`, as places in the tally, stand in no figure at all, so they neither need nor give cover.
 * @example suppressCells([{ counts: [3, 0], n: 3, unsure: 0, remit: 0 }], [{ id: 'A' }], 3) // [null]
 */
export function suppressCells(
  all: Tally,
  partners: readonly { id: string }[],
  minimum: number,
  silent: ReadonlySet<number> = NOBODY,
): (Suppressed | null)[] {
  const hidden = all.map((partner, j) => !silent.has(j) && people(partner) > 0 && hiding(partner) < minimum)
  if (hidden.includes(true)) hideCover(all, partners, hidden, minimum, silent)
  // The reason goes by what everybody may know, how many answered, so that it tells nothing of what they did.
  return all.map((partner, j) => {
    if (silent.has(j)) return 'told-before'
    return hidden[j] ? (people(partner) < minimum ? 'too-few' : 'protects-others') : null
  })
}

/** Hides the smallest of those shown, one after another, until what is hidden is two partners and `minimum` people. */
function hideCover(
  all: Tally,
  partners: readonly { id: string }[],
  hidden: boolean[],
  minimum: number,
  silent: ReadonlySet<number>,
): void {
  const shown = all
    .map((partner, j) => ({ size: people(partner), id: (partners[j] as { id: string }).id, j }))
    .filter(({ size, j }) => size > 0 && !hidden[j] && !silent.has(j))
  const smallestFirst = shown.sort((a, b) => a.size - b.size || (a.id < b.id ? -1 : 1))
  const inFigures = (some: Tally) => some.reduce((sum, { n, unsure }) => sum + n + unsure, 0)
  const tooLittle = (some: Tally) => some.length < 2 || inFigures(some) < minimum
  while (tooLittle(all.filter((_, j) => hidden[j])) && smallestFirst.length > 0) {
    hidden[(smallestFirst.shift() as { j: number }).j] = true
  }
}

/**
 * The reason that is published of a hidden partner: by how many answered, which everybody may know, and by nothing else.
 * @example reasonToTell('told-before', { counts: [2, 2], n: 4, unsure: 0, remit: 0 }, 3) // 'protects-others'
 * @example reasonToTell(null, { counts: [2, 2], n: 4, unsure: 0, remit: 0 }, 3) // null
 */
export function reasonToTell(hidden: Suppressed | null, partner: PartnerTally, minimum: number): Suppressed | null {
  if (hidden !== 'told-before') return hidden
  return people(partner) < minimum ? 'too-few' : 'protects-others'
}
