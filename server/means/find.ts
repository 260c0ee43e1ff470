import { asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { capacities, capacityUses, exchanges, matches } from '#db/schema/means.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { systemClock } from '#server/clock.ts'
import { findPartners, type Partner, partnerOfDelegate } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { findLines } from '#server/statement/find.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import type { CapacityId, ExchangeId, MatchId, PartnerId } from '#server/vocabulary/ids.ts'
import type { UseKind } from '#server/vocabulary/means.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { isOpen, mayAdd, seesPeople } from './may.ts'
import { fitting } from './suggest-matches.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Row = typeof capacities.$inferSelect
export type Shown = Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>

export type Capacity = Pick<Row, 'label' | 'kind' | 'amount' | 'untilDay' | 'version' | 'endedOn'> & {
  id: CapacityId
  partner: Shown
  /** Who holds it; '' for observers. */
  holder: string
  uses: { kind: UseKind; id: string }[]
  mayChange: boolean
}
export type Exchange = Pick<
  typeof exchanges.$inferSelect,
  'side' | 'kind' | 'text' | 'amount' | 'untilDay' | 'state'
> & {
  id: ExchangeId
  partner: Shown
  mayChange: boolean
}
export interface Match {
  id: MatchId
  words: string
  offer: Exchange
  ask: Exchange
  state: (typeof matches.$inferSelect)['state']
  /** The partners that have not answered yet. */
  waitsFor: Shown[]
  declinedBy: string
  reason: string
  /** Whether this reader is the one who can answer now. */
  mayAnswer: boolean
}
export interface Means {
  capacities: Capacity[]
  ended: Capacity[]
  /** What is open and whose day has not passed, the latest first. */
  offers: Exchange[]
  asks: Exchange[]
  matches: Match[]
  /** Open offers and asks of one kind that nobody has put together yet. */
  fitting: { offer: Exchange; ask: Exchange }[]
  /** Whom this reader can add for: the partners of a convenor's network, or the one they speak for. */
  keepsFor: Shown[]
  /** The partner this reader says yes or no for; null for those who speak for none. */
  speaksFor: Shown | null
}

/** What a network has to work with, what partners offer and ask, and what was put together. */
export async function findMeans(db: Db, reader: Reader): Promise<Means> {
  const { networkId, role } = reader
  const all = await findPartners(db, networkId, { withLeft: true })
  const shown = new Map(all.map(({ id, name, initials, markNo }) => [id as string, { id, name, initials, markNo }]))
  const own = await partnerOfDelegate(db, networkId, reader.userId)
  const keeps = (partnerId: string) => mayAdd(role) && (convenes(role) || partnerId === own)
  const given = await findExchanges(db, reader, shown, keeps)
  const records = await findCapacities(db, reader, shown, keeps)
  const today = await todayIn({ db, clock: systemClock }, networkId)
  const open = given.filter((one) => isOpen(one, today))
  const [offers, asks] = (['offer', 'ask'] as const).map((side) => open.filter((one) => one.side === side))
  const put = await findMatches(db, reader, new Map(given.map((one) => [one.id as string, one])), own)
  return {
    capacities: records.filter(({ endedOn }) => endedOn === null),
    ended: records.filter(({ endedOn }) => endedOn !== null),
    ...{ offers: offers as Exchange[], asks: asks as Exchange[], matches: put },
    fitting: fitting(offers as Exchange[], asks as Exchange[], put),
    speaksFor: (mayAdd(role) && own && shown.get(own)) || null,
    keepsFor: all.filter(({ id, left }) => !left && keeps(id)).map(({ id }) => shown.get(id) as Shown),
  }
}

/** The capacity records alone, those that ended too. */
async function findCapacities(
  db: Db,
  { networkId, role }: Reader,
  partners: ReadonlyMap<string, Shown>,
  keeps: (partnerId: string) => boolean,
): Promise<Capacity[]> {
  const rows = await db
    .select()
    .from(capacities)
    .where(eq(capacities.networkId, networkId))
    .orderBy(asc(capacities.addedAt), asc(capacities.id))
  // What was taken off or withdrawn since is nothing that a capacity is for.
  const standing: Partial<Record<UseKind, ReadonlySet<string>>> = {
    statement: new Set((await findLines(db, networkId)).map(({ id }) => id)),
    purpose: new Set((await findPurposes(db, networkId)).map(({ id }) => id)),
  }
  const uses = new Map<string, Capacity['uses']>()
  for (const { capacityId, useKind, useId } of await db
    .select()
    .from(capacityUses)
    .where(eq(capacityUses.networkId, networkId)))
    if (standing[useKind]?.has(useId) !== false)
      uses.set(capacityId, [...(uses.get(capacityId) ?? []), { kind: useKind, id: useId }])
  return rows.map(({ id, label, kind, amount, holder, untilDay, version, endedOn, partnerId }) => ({
    ...{ id: id as CapacityId, label, kind, amount, untilDay, version, endedOn },
    holder: seesPeople(role) ? holder : '',
    partner: partners.get(partnerId) as Shown,
    uses: uses.get(id) ?? [],
    mayChange: keeps(partnerId),
  }))
}

async function findExchanges(
  db: Db,
  { networkId }: Reader,
  partners: ReadonlyMap<string, Shown>,
  keeps: (partnerId: string) => boolean,
): Promise<Exchange[]> {
  const rows = await db
    .select()
    .from(exchanges)
    .where(eq(exchanges.networkId, networkId))
    .orderBy(desc(exchanges.addedAt), desc(exchanges.id))
  return rows.map(({ id, side, kind, text, amount, untilDay, state, partnerId }) => ({
    ...{ id: id as ExchangeId, side, kind, text, amount, untilDay, state },
    partner: partners.get(partnerId) as Shown,
    mayChange: keeps(partnerId),
  }))
}

async function findMatches(
  db: Db,
  { networkId, role }: Reader,
  given: ReadonlyMap<string, Exchange>,
  own: PartnerId | undefined,
): Promise<Match[]> {
  const rows = await db
    .select()
    .from(matches)
    .where(eq(matches.networkId, networkId))
    .orderBy(desc(matches.proposedAt), desc(matches.id))
  return rows.map((row) => {
    const [offer, ask] = [given.get(row.offerId) as Exchange, given.get(row.askId) as Exchange]
    const waitsFor = [...(row.offerAt ? [] : [offer.partner]), ...(row.askAt ? [] : [ask.partner])]
    const isOpen = row.state === 'proposed'
    return {
      ...{ id: row.id as MatchId, words: row.words, offer, ask, state: row.state, reason: row.reason },
      waitsFor: isOpen ? waitsFor : [],
      declinedBy: [offer, ask].find(({ partner }) => partner.id === row.declinedBy)?.partner.name ?? '',
      mayAnswer: isOpen && mayAdd(role) && waitsFor.some(({ id }) => id === own),
    }
  })
}
