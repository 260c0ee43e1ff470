import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { mitigations, valueEntries, valueJudgements } from '#db/schema/values.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findThreadTitles } from '#server/intelligence/find-threads.ts'
import { byDimension, inOrder, isDisputed } from '#server/ledger/ledger.ts'
import { findPartners, type Partner, partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { MitigationId, NetworkId, ValueEntryId } from '#server/vocabulary/ids.ts'
import { type Cause, DIRECTIONS, isLoss, type Judgement, type LossState } from '#server/vocabulary/value.ts'
import { mayChange, mayNote, seesPeople } from './may.ts'

type Row = typeof valueEntries.$inferSelect
type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Shown = Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>

export interface Mitigation {
  id: MitigationId
  what: string
  owner: string
  dueOn: string | null
  outcome: string
  settled: boolean
}
/** One effect on public value, with every partner's judgement and what is done about it. */
export type ValueEntry = Pick<
  Row,
  | 'direction'
  | 'dimension'
  | 'text'
  | 'intent'
  | 'gains'
  | 'bears'
  | 'weight'
  | 'contribution'
  | 'evidence'
  | 'evidenceText'
  | 'version'
> & {
  id: ValueEntryId
  cause: { kind: Cause; id: string | null; label: string } | null
  judgements: { partner: Shown; point: Judgement; reason: string }[]
  judged: Judgement[]
  disputed: boolean
  mitigations: Mitigation[]
  /** Null for what was created: there is nothing to deal with. */
  lossState: LossState | null
  mayChange: boolean
}
export interface Ledger {
  entries: ValueEntry[]
  dimensions: ReturnType<typeof byDimension>
  /** How many entries of each direction there are, side by side. They are never netted. */
  counts: { direction: (typeof DIRECTIONS)[number]; count: number }[]
  /** The partner this reader judges for; null for those who speak for none. */
  speaksFor: Shown | null
}

/** A network's ledger of value created and destroyed: what partners dispute first. */
export async function findLedger(db: Db, reader: Reader): Promise<Ledger> {
  const { networkId } = reader
  const rows = await db
    .select()
    .from(valueEntries)
    .where(eq(valueEntries.networkId, networkId))
    .orderBy(desc(valueEntries.addedAt), desc(valueEntries.id))
  const given = await db.select().from(valueJudgements).where(eq(valueJudgements.networkId, networkId))
  const plans = await db
    .select()
    .from(mitigations)
    .where(eq(mitigations.networkId, networkId))
    .orderBy(asc(mitigations.plannedAt), asc(mitigations.id))
  const partners = (await findPartners(db, networkId, { withLeft: true })).map(({ id, name, initials, markNo }) => ({
    ...{ id, name, initials, markNo },
  }))
  const pointOf = new Map(given.map((one) => [`${one.entryId} ${one.partnerId}`, one]))
  const plansOf = new Map<string, typeof plans>()
  for (const plan of plans) plansOf.set(plan.entryId, [...(plansOf.get(plan.entryId) ?? []), plan])
  const names = new Map<string, string>(partners.map(({ id, name }) => [id, name]))
  const titles = await findThreadTitles(db, reader)
  const entries = rows.map((row): ValueEntry => {
    const { networkId: _n, addedAt: _at, addedBy: _by, causeKind, causeId, causeText, ...kept } = row
    const judgements = partners.flatMap((partner) => {
      const one = pointOf.get(`${row.id} ${partner.id}`)
      return one ? [{ partner, point: one.point as Judgement, reason: one.reason }] : []
    })
    const judged = judgements.map(({ point }) => point)
    const ours = (plansOf.get(row.id) ?? []).map(
      ({ id, what, ownerPartner, ownerName, dueOn, outcome, settledAt }) => ({
        ...{ id: id as MitigationId, what, dueOn, outcome, settled: settledAt !== null },
        owner: [names.get(ownerPartner), seesPeople(reader.role) ? ownerName : ''].filter(Boolean).join(', '),
      }),
    )
    return {
      ...kept,
      id: row.id as ValueEntryId,
      cause: causeKind && {
        ...{ kind: causeKind, id: causeId },
        // What a thread is called is for those alone who may read it.
        label: causeKind === 'thread' ? (titles.get(causeId ?? '') ?? '') : causeText,
      },
      ...{ judgements, judged, disputed: isDisputed(judged), mitigations: ours },
      lossState: isLoss(row.direction) ? lossState(ours) : null,
      mayChange: mayChange(reader, row),
    }
  })
  const speaks = mayNote(reader.role) ? await partnerOfDelegate(db, networkId, reader.userId) : undefined
  return {
    entries: inOrder(entries),
    dimensions: byDimension(entries),
    counts: DIRECTIONS.map((direction) => ({
      direction,
      count: entries.filter((entry) => entry.direction === direction).length,
    })),
    speaksFor: partners.find(({ id }) => id === speaks) ?? null,
  }
}

/** One entry. "Not there" and "not yours" are the same refusal. */
export async function openValue(db: Db, reader: Reader, entryId: ValueEntryId) {
  const { entries, speaksFor } = await findLedger(db, reader)
  const entry = entries.find(({ id }) => id === entryId)
  if (!entry) throw refuse('not_found')
  return { entry, speaksFor }
}

/** The row itself, for a verb that changes something of it: held until the transaction ends. */
export async function holdEntry(tx: Pick<Db, 'select'>, networkId: NetworkId, id: ValueEntryId): Promise<Row> {
  const one = and(eq(valueEntries.networkId, networkId), eq(valueEntries.id, id))
  const [row] = await tx.select().from(valueEntries).where(one).for('update')
  if (!row) throw refuse('not_found')
  return row
}

/** How far a loss is dealt with, by what was planned on it. */
export const lossState = (plans: readonly Pick<Mitigation, 'settled'>[]): LossState =>
  plans.length === 0 ? 'open' : plans.every(({ settled }) => settled) ? 'dealt_with' : 'being_dealt_with'
