import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { agreementStands, agreements } from '#db/schema/agreements.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findPartners, type Partner, partnerOfDelegate } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import type { AgreedFrom, Stand } from '#server/vocabulary/agreement.ts'
import type { AgreementId, AuthoriserId, NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { seesPeople } from './may.ts'

type Row = typeof agreements.$inferSelect
type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Shown = Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>

export interface Agreement {
  id: AgreementId
  text: string
  from: { kind: AgreedFrom; id: string | null }
  owner: Shown
  /** '' for observers. */
  ownerName: string
  agreedOn: string
  reviewOn: string
  endedOn: string | null
  outcome: string
  version: number
  stands: { partner: Shown; stand: Stand; reason: string }[]
  /** Partners of now that have not said where they stand. */
  silent: number
  /** Who backs it. `known` is false where nobody was ever noted; then nothing is said about its cover. */
  backing: { known: boolean; backers: { id: AuthoriserId; label: string }[] }
}
export interface Agreements {
  /** The one to review first comes first. */
  standing: Agreement[]
  ended: Agreement[]
  /** The partner this reader speaks for. */
  speaksFor: Shown | null
}

/** What a network's partners agreed to, with who stands where and what each rests on. */
export async function findAgreements(db: Db, reader: Reader): Promise<Agreements> {
  const { networkId } = reader
  const rows = await db
    .select()
    .from(agreements)
    .where(eq(agreements.networkId, networkId))
    .orderBy(asc(agreements.reviewOn), asc(agreements.id))
  const stands = await db.select().from(agreementStands).where(eq(agreementStands.networkId, networkId))
  const partners = await findPartners(db, networkId, { withLeft: true })
  const shown = partners.map(({ id, name, initials, markNo }): Shown => ({ id, name, initials, markNo }))
  const now = partners.filter(({ left }) => !left)
  const backing = rows.length === 0 ? () => ({ known: false, backers: [] }) : await findBacking(db, reader)
  const all = rows.map((row): Agreement => {
    const theirs = stands.filter(({ agreementId }) => agreementId === row.id)
    const stood = shown.flatMap((partner) => {
      const one = theirs.find(({ partnerId }) => partnerId === partner.id)
      return one ? [{ partner, stand: one.stand, reason: one.reason }] : []
    })
    const { text, agreedOn, reviewOn, endedOn, outcome, version } = row
    return {
      ...{ id: row.id as AgreementId, text, agreedOn, reviewOn, endedOn, outcome, version },
      from: { kind: row.fromKind, id: row.fromId },
      owner: shown.find(({ id }) => id === row.ownerPartner) as Shown,
      ownerName: seesPeople(reader.role) ? row.ownerName : '',
      stands: stood,
      silent: now.filter(({ id }) => !theirs.some(({ partnerId }) => partnerId === id)).length,
      backing: backing(row.id),
    }
  })
  const speaks = seesPeople(reader.role) ? await partnerOfDelegate(db, networkId, reader.userId) : undefined
  return {
    standing: all.filter(({ endedOn }) => endedOn === null),
    ended: all.filter(({ endedOn }) => endedOn !== null),
    speaksFor: shown.find(({ id }) => id === speaks) ?? null,
  }
}

/** One agreement. "Not there" and "not yours" are the same refusal. */
export async function openAgreement(db: Db, reader: Reader, agreementId: AgreementId) {
  const { standing, ended, speaksFor } = await findAgreements(db, reader)
  const agreement = [...standing, ...ended].find(({ id }) => id === agreementId)
  if (!agreement) throw refuse('not_found')
  return { agreement, speaksFor }
}

/** The row itself, for a verb that changes something of it: held until the transaction ends. */
export async function holdAgreement(tx: Pick<Db, 'select'>, networkId: NetworkId, id: AgreementId): Promise<Row> {
  const [row] = await tx.select().from(agreements).where(theAgreement(networkId, id)).for('update')
  if (!row) throw refuse('not_found')
  return row
}

export const theAgreement = (networkId: NetworkId, id: AgreementId) =>
  and(eq(agreements.networkId, networkId), eq(agreements.id, id))

export const findStand = async (
  tx: Pick<Db, 'select'>,
  networkId: NetworkId,
  agreementId: AgreementId,
  partnerId: PartnerId,
) => {
  const one = and(
    eq(agreementStands.networkId, networkId),
    eq(agreementStands.agreementId, agreementId),
    eq(agreementStands.partnerId, partnerId),
  )
  return (await tx.select().from(agreementStands).where(one))[0]
}

async function findBacking(db: Db, reader: Reader): Promise<(id: string) => Agreement['backing']> {
  const { authorisers, things } = await findRegister(db, reader)
  const labels = new Map(authorisers.map(({ id, label }) => [id, label]))
  return (id) => {
    const thing = things.find((one) => one.kind === 'agreement' && one.id === (id as string))
    const backers = (thing?.backers ?? []).map((backer) => ({ id: backer, label: labels.get(backer) ?? '' }))
    return { known: thing !== undefined, backers }
  }
}
