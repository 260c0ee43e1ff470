import type { PartnerTally, Tally } from './tally.ts'

/**
 * How likely a partner's next person agrees, counting one imaginary agreement and one imaginary other answer:
 * (agree + 1) / (answers + 2). Agreeing is above the scale's middle; "not clear" is an answer. 0..1.
 * Source: Polis' group-informed consensus (compdemocracy.org), without its assumption that groups are computed.
 */
export function support({ counts, n, unsure }: PartnerTally): number {
  const agree = counts.filter((_, k) => k + 1 > (counts.length + 1) / 2).reduce((sum, count) => sum + count, 0)
  return (agree + 1) / (n + unsure + 2)
}

/** The geometric mean of all partners' support, which one opposed partner pulls down. Null when nobody answered. */
export function groupInformedConsensus(all: Tally): number | null {
  const partners = all.filter(({ n, unsure }) => n + unsure > 0)
  if (partners.length === 0) return null
  return Math.exp(partners.reduce((sum, partner) => sum + Math.log(support(partner)), 0) / partners.length)
}
