import { stance } from './position.ts'
import type { Cell, Side } from './report.ts'
import { suppressCells } from './suppression.ts'
import type { PartnerTally, Tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'

const HIDDEN = { side: null, stance: null, n: null, unsure: null, counts: null, unanimous: false }

/** Each partner's answers to a statement, as far as they may be shown: `minimum` people, and no way to work out the others'. */
export function cellsOf(
  all: Tally,
  partners: readonly { id: string }[],
  minimum: number,
  silent?: ReadonlySet<number>,
): Cell[] {
  const hidden = suppressCells(all, minimum, silent)
  return all.map((partner, j): Cell => {
    const partnerId = (partners[j] as { id: string }).id
    const suppressed = hidden[j] ?? null
    if (suppressed) return { partnerId, ...HIDDEN, suppressed }
    const { n, unsure, counts } = partner
    // Where all of several people said the very same, the side is told and not the words.
    const unanimous = n + unsure > 1 && (unsure === 0 ? counts.filter((count) => count > 0).length === 1 : n === 0)
    const shown =
      unanimous && minimum > 1
        ? { stance: null, n: null, unsure: null, counts: null }
        : { stance: stance(partner), n, unsure, counts }
    return { partnerId, side: sideOf(partner), ...shown, unanimous, suppressed: null }
  })
}

function sideOf(partner: PartnerTally): Side {
  const at = stance(partner)
  if (at === null) return partner.unsure > 0 ? 'unclear' : partner.remit > 0 ? 'remit' : 'none'
  if (Math.abs(at) <= THRESHOLDS.side) return 'neither'
  return at > 0 ? 'for' : 'against'
}
