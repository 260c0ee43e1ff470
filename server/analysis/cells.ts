import { stance } from './position.ts'
import type { Cell, Side } from './report.ts'
import { type Suppressed, suppressCells } from './suppression.ts'
import type { PartnerTally, Tally } from './tally.ts'
import { exceeds, THRESHOLDS } from './thresholds.ts'

const HIDDEN = { side: null, stance: null, n: null, unsure: null, counts: null, unanimous: false }

/**
 * A cell that tells nothing but that, and why, the partner is hidden.
 * @example hiddenCell('A', 'too-few').side // null
 */
export const hiddenCell = (partnerId: string, suppressed: Suppressed): Cell => ({ partnerId, ...HIDDEN, suppressed })

/** Each partner's answers to a statement, as far as they may be shown: `minimum` people, and no way to work out the others'. */
export function cellsOf(
  all: Tally,
  partners: readonly { id: string }[],
  minimum: number,
  silent?: ReadonlySet<number>,
): Cell[] {
  const hidden = suppressCells(all, partners, minimum, silent)
  return all.map((partner, j): Cell => {
    const partnerId = (partners[j] as { id: string }).id
    const suppressed = hidden[j] ?? null
    if (suppressed) return hiddenCell(partnerId, suppressed)
    const { n, unsure, counts } = partner
    const at = stance(partner)
    // Where all of several people said the very same, the side is told and not the words.
    const unanimous = n + unsure > 1 && (unsure === 0 ? counts.filter((count) => count > 0).length === 1 : n === 0)
    const side = sideOf(partner, at)
    if (unanimous && minimum > 1)
      return { partnerId, side, stance: null, n: null, unsure: null, counts: null, unanimous, suppressed: null }
    return { partnerId, side, stance: at, n, unsure, counts, unanimous, suppressed: null }
  })
}

function sideOf({ unsure, remit }: PartnerTally, at: number | null): Side {
  if (at === null) return unsure > 0 ? 'unclear' : remit > 0 ? 'remit' : 'none'
  if (!exceeds(Math.abs(at), THRESHOLDS.side)) return 'neither'
  return at > 0 ? 'for' : 'against'
}
