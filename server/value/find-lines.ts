import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { mitigations, valueEntries, valueJudgements } from '#db/schema/values.ts'
import { inOrder, isDisputed } from '#server/ledger/ledger.ts'
import type { NetworkId, ValueEntryId } from '#server/vocabulary/ids.ts'
import {
  type Direction,
  isLoss,
  type Judgement,
  type LossState,
  type ValueDimension,
} from '#server/vocabulary/value.ts'
import { lossState } from './find.ts'

/** An entry of the ledger as a tile counts it: in the ledger's order, without who judged it how and what is done about it. */
export interface ValueLine {
  id: ValueEntryId
  text: string
  direction: Direction
  dimension: ValueDimension
  judged: Judgement[]
  disputed: boolean
  lossState: LossState | null
}

/** A network's ledger in few words. What it holds is for every role; see find.ts for all of it. */
export async function findValueLines(db: Pick<Db, 'select'>, networkId: NetworkId): Promise<ValueLine[]> {
  const rows = await db
    .select({
      ...{ id: valueEntries.id, text: valueEntries.text },
      ...{ direction: valueEntries.direction, dimension: valueEntries.dimension },
    })
    .from(valueEntries)
    .where(eq(valueEntries.networkId, networkId))
    .orderBy(desc(valueEntries.addedAt), desc(valueEntries.id))
  const given = await db
    .select({ id: valueJudgements.entryId, point: valueJudgements.point })
    .from(valueJudgements)
    .where(eq(valueJudgements.networkId, networkId))
  const plans = await db
    .select({ id: mitigations.entryId, settledAt: mitigations.settledAt })
    .from(mitigations)
    .where(eq(mitigations.networkId, networkId))
  const judgedOf = byEntry(given)
  const plansOf = byEntry(plans)
  return inOrder(
    rows.map((row): ValueLine => {
      const judged = (judgedOf.get(row.id) ?? []).map(({ point }) => point as Judgement)
      const ours = (plansOf.get(row.id) ?? []).map(({ settledAt }) => ({ settled: settledAt !== null }))
      return {
        ...{ ...row, id: row.id as ValueEntryId, judged, disputed: isDisputed(judged) },
        lossState: isLoss(row.direction) ? lossState(ours) : null,
      }
    }),
  )
}

function byEntry<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const some = found.get(row.id)
    if (some) some.push(row)
    else found.set(row.id, [row])
  }
  return found
}
