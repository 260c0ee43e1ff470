import type { Db } from '#db/client.ts'
import { findDeeds } from '#server/activity/find-deeds.ts'
import { findAgreements } from '#server/agreement/find.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findYear } from '#server/bond/find.ts'
import { findPartners } from '#server/network/find.ts'
import { findRecords } from '#server/record/find.ts'
import { fitOf, type Measured } from '#server/steering/fit.ts'
import type { GovernanceForm } from '#server/vocabulary/governance.ts'
import type { Label } from '#server/vocabulary/label.ts'

// Statements on which partners stand together, whichever way people spoke.
const TOGETHER: readonly Label[] = ['shared-yes', 'shared-no', 'aligned-for', 'aligned-against']
const UNTOLD: readonly Label[] = ['too-few', 'not-clear']
/** Fewer statements than these say nothing of how far partners agree. */
const FEWEST_STATEMENTS = 5
/** Ratings that are about less than this share of all pairs say nothing of the network. */
const LEAST_PAIRS = 1 / 2

/** The figures that the fit is worked out from, with what each rests on. */
export interface Evidence {
  partners: number
  /** The workshop that says how far partners agree; null where none does. */
  sitting: { name: string; heldAt: string; together: number; statements: number } | null
  trust: { people: number; pairs: number; of: number } | null
  work: { backers: number; agreements: number; planned: number }
}

/** What the network's records show, and how the form goes with it. Nothing is kept: it is worked out whenever it is read. */
export async function measure(
  db: Db,
  reader: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  form: GovernanceForm | null,
  year: number,
) {
  const { networkId } = reader
  const partners = (await findPartners(db, networkId)).length
  const told = (await findRecords(db, { networkId })).map(({ name, heldAt, kinds }) => ({
    ...{ name, heldAt, together: counted(kinds, (kind) => TOGETHER.includes(kind)) },
    statements: counted(kinds, (kind) => !UNTOLD.includes(kind)),
  }))
  const sitting = told.find(({ statements }) => statements >= FEWEST_STATEMENTS) ?? null
  // Observers are not told what people say of working together, not even as one figure of the fit.
  const bonds = reader.role === 'observer' ? ({ is: 'hidden' } as const) : await findYear(db, networkId, year)
  const pairs = (partners * (partners - 1)) / 2
  const rests = bonds.is === 'shown' ? bonds.trust : null
  const trust = rests && rests.pairs >= pairs * LEAST_PAIRS ? { ...rests, of: pairs } : null
  const work = {
    backers: (await findRegister(db, reader)).authorisers.length,
    agreements: (await findAgreements(db, reader)).standing.length,
    planned: (await findDeeds(db, reader)).filter(({ state }) => state === 'ahead').length,
  }
  const jobs = work.backers + work.agreements + work.planned
  const measured: Measured = {
    partners: partners < 2 ? undefined : partners,
    common_ground: sitting ? sitting.together / sitting.statements : undefined,
    trust: bonds.is === 'shown' && trust ? bonds.trusting : undefined,
    joint_work: jobs === 0 ? undefined : jobs,
  }
  const evidence: Evidence = { partners, sitting, trust, work }
  return { ...fitOf(form, measured), evidence }
}

const counted = (kinds: readonly { kind: Label; count: number }[], is: (kind: Label) => boolean) =>
  kinds.filter(({ kind }) => is(kind)).reduce((sum, { count }) => sum + count, 0)
