import type { MeansKind } from '#server/vocabulary/means.ts'

const SHOWN = 10

interface Given {
  readonly id: string
  readonly kind: MeansKind
  readonly partner: { readonly id: string }
}

/** Open offers and asks of one kind, from two partners, that nobody has put together yet; at most ten. People decide. */
export function fitting<G extends Given>(
  offers: readonly G[],
  asks: readonly G[],
  put: readonly { offer: { id: string }; ask: { id: string } }[],
): { offer: G; ask: G }[] {
  const together = new Set(put.map(({ offer, ask }) => `${offer.id} ${ask.id}`))
  const pairs: { offer: G; ask: G }[] = []
  for (const ask of asks)
    for (const offer of offers) {
      const fits = offer.kind === ask.kind && offer.partner.id !== ask.partner.id
      if (fits && !together.has(`${offer.id} ${ask.id}`)) pairs.push({ offer, ask })
      if (pairs.length === SHOWN) return pairs
    }
  return pairs
}
