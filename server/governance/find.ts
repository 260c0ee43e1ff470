import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { governanceChecks, governanceForms } from '#db/schema/governance.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { Clock } from '#server/clock.ts'
import { findPartners } from '#server/network/find.ts'
import { zoneOf } from '#server/network/today.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { CHECK_DAYS, type GovernanceForm } from '#server/vocabulary/governance.ts'
import { measure } from './measure.ts'

/** How the network is run, as it was noted. */
export interface NotedForm {
  form: GovernanceForm
  since: string
  /** The partner that leads, or the body; '' where all partners run it together. */
  by: string
  note: string
}
export interface KeptCheck {
  day: Day
  form: GovernanceForm | null
  conclusion: string
}
export interface Governance {
  /** Null while nobody has noted one. */
  form: NotedForm | null
  earlier: NotedForm[]
  fit: Awaited<ReturnType<typeof measure>>
  /** The newest first. */
  checks: KeptCheck[]
  /** The day by which the form is to be looked at again; null when it was never looked at. */
  nextCheck: Day | null
  checkDue: boolean
}

/** How a network is run, and how that goes with what its records show now. */
export async function findGovernance(
  { db, clock }: { db: Db; clock: Clock },
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<Governance> {
  const { networkId } = reader
  const rows = await db
    .select()
    .from(governanceForms)
    .where(eq(governanceForms.networkId, networkId))
    // Noted late, what held earlier stays earlier.
    .orderBy(desc(governanceForms.since), desc(governanceForms.notedAt), desc(governanceForms.id))
  const names = new Map<string, string>(
    (await findPartners(db, networkId, { withLeft: true })).map(({ id, name }) => [id, name]),
  )
  const noted = rows.map(({ form, since, leadPartner, bodyName, note }) => ({
    ...{ form, since, note, by: names.get(leadPartner ?? '') ?? bodyName },
  }))
  const checks = await db
    .select()
    .from(governanceChecks)
    .where(eq(governanceChecks.networkId, networkId))
    .orderBy(desc(governanceChecks.checkedAt), desc(governanceChecks.id))
  const zone = await zoneOf(db, networkId)
  const kept = checks.map(({ checkedAt, form, conclusion }) => ({ day: dayAt(checkedAt, zone), form, conclusion }))
  const today = dayAt(clock.now(), zone)
  const nextCheck = kept[0] ? daysAfter(kept[0].day, CHECK_DAYS) : null
  return {
    ...{ form: noted[0] ?? null, earlier: noted.slice(1), checks: kept, nextCheck },
    checkDue: nextCheck === null || nextCheck <= today,
    fit: await measure(db, reader, noted[0]?.form ?? null, Number(today.slice(0, 4))),
  }
}
