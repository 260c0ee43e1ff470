import type { Db } from '#db/client.ts'
import { findAimedAt } from '#server/activity/find-aimed-at.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { type Imbalance, imbalance } from '#server/balance/imbalance.ts'
import { type Shape, shapesOf } from '#server/balance/shape.ts'
import { findMeans, type Shown } from '#server/means/find.ts'
import { mayAdd } from '#server/means/may.ts'
import { findPartners } from '#server/network/find.ts'
import { findLastBoard } from '#server/record/find-last-board.ts'
import { findLines } from '#server/statement/find.ts'
import { findCausedBy } from '#server/value/find-caused-by.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { FACETS, type Facet } from '#server/vocabulary/facet.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { findPurposes } from './find-purposes.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** A record that something at a corner is linked with. */
export interface Linked {
  kind: 'statement' | 'purpose' | 'authoriser' | 'capacity' | 'activity' | 'value_entry'
  id: string
  label: string
}
/** One thing at a corner: a record of the network's, or a card of the last workshop's board. */
export interface Piece {
  kind: 'statement' | 'purpose' | 'authoriser' | 'capacity' | 'card'
  id: string
  label: string
  corner: Corner
  /** Whose it is: empty for what is everybody's. */
  partners: Shown[]
  links: Linked[]
}
export interface Triangle {
  pieces: Piece[]
  imbalance: Imbalance
  shapes: Shape[]
  partners: Shown[]
  /** Facets that nobody wrote about, on a statement or on the last board; null while no workshop was closed. */
  missing: Facet[] | null
  /** For whom this reader may add. */
  addsFor: Shown[]
  /** The purpose cards that this reader may take off. */
  takesOut: string[]
}

/** The triangle of a network: its own records and the cards of its last workshop, each with what it is linked with. */
export async function readTriangle(db: Db, reader: Reader): Promise<Triangle> {
  const { networkId } = reader
  const lines = await findLines(db, networkId)
  const purposes = await findPurposes(db, networkId)
  const register = await findRegister(db, reader, { support: false })
  const means = await findMeans(db, reader)
  const board = await findLastBoard(db, networkId)
  const partners = (await findPartners(db, networkId)).map(({ id, name, initials, markNo }) => ({
    ...{ id, name, initials, markNo },
  }))
  const who = (...ids: (string | null | undefined)[]) => partners.filter(({ id }) => ids.includes(id))
  const own: Piece[] = [
    ...purposes.map(({ id, text, partnerId }) => piece('purpose', 'value', id, text, who(partnerId))),
    ...lines.map(({ id, text }) => piece('statement', 'value', id, text, [])),
    ...register.authorisers.map(({ id, label, heldBy, second }) =>
      piece('authoriser', 'authorising', id, label, who(heldBy?.partnerId, second?.partnerId)),
    ),
    ...means.capacities.map(({ id, label, partner }) => piece('capacity', 'capacity', id, label, who(partner.id))),
  ]
  link(own, [
    ...register.things.flatMap(({ id, backers }) => backers.map((backer) => [id as string, backer as string] as const)),
    ...means.capacities.flatMap(({ id, uses }) => uses.map((use) => [use.id, id as string] as const)),
  ])
  addLinks(own, await findAimedAt(db, networkId), 'activity')
  addLinks(own, await findCausedBy(db, networkId), 'value_entry')
  const cards = CORNERS.flatMap((corner) =>
    (board?.places[corner] ?? []).flatMap((id) => {
      const card = board?.cards[id]
      return card ? [piece('card', corner, id, card.text, who(card.partner))] : []
    }),
  )
  const pieces = [...own, ...cards]
  const hanging = new Map<string, number>()
  for (const { backers } of register.things) for (const one of backers) hanging.set(one, (hanging.get(one) ?? 0) + 1)
  const ids = (one: Piece, kind: Linked['kind']) => one.links.filter((link) => link.kind === kind).map(({ id }) => id)
  return {
    pieces,
    imbalance: imbalance({
      others: Object.fromEntries(
        CORNERS.map((corner) => [corner, cards.filter((card) => card.corner === corner).length]),
      ) as Record<Corner, number>,
      purposes: own
        .filter(({ corner }) => corner === 'value')
        .map((one) => ({ id: one.id, backers: ids(one, 'authoriser'), means: ids(one, 'capacity') })),
      backers: own
        .filter(({ kind }) => kind === 'authoriser')
        .map((one) => ({
          id: one.id,
          hanging: hanging.get(one.id) ?? 0,
        })),
      // Also what is no piece of the triangle, an activity or a ledger entry, is something a capacity is for.
      means: means.capacities.map(({ id, uses }) => ({ id, uses: uses.length })),
    }),
    shapes: shapesOf(
      partners.map(({ id }) => id),
      pieces.map(({ corner, partners: some }) => ({ corner, partners: some.map(({ id }) => id) })),
    ),
    partners,
    missing: board ? unwritten(lines, Object.values(board.cards)) : null,
    addsFor: means.keepsFor,
    takesOut: purposes
      .filter(({ addedBy }) => convenes(reader.role) || (mayAdd(reader.role) && addedBy === reader.userId))
      .map(({ id }) => id),
  }
}

const piece = (kind: Piece['kind'], corner: Corner, id: string, label: string, partners: Shown[]): Piece => ({
  ...{ kind, id, label, corner, partners, links: [] },
})

/** Notes each link on both its ends, where both are on the triangle. */
function link(pieces: readonly Piece[], pairs: readonly (readonly [string, string])[]): void {
  const byId = new Map(pieces.map((one) => [one.id, one]))
  for (const [from, to] of pairs) {
    const [one, other] = [byId.get(from), byId.get(to)]
    if (!one || !other) continue
    for (const [at, linked] of [
      [one, other],
      [other, one],
    ] as const)
      at.links.push({ kind: linked.kind as Linked['kind'], id: linked.id, label: linked.label })
  }
}

function addLinks(
  pieces: readonly Piece[],
  found: readonly { id: string; label: string; on: string }[],
  kind: 'activity' | 'value_entry',
): void {
  const byId = new Map(pieces.map((one) => [one.id, one]))
  for (const { id, label, on } of found) byId.get(on)?.links.push({ kind, id, label })
}

/** The facets of focus and direction on which there is neither a statement nor a card. */
const unwritten = (lines: readonly { facet: string | null }[], cards: readonly { facet: string | null }[]): Facet[] =>
  FACETS.filter((facet) => ![...lines, ...cards].some((one) => one.facet === facet))
