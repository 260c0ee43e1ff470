import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers, dependencies, formalisations, supportedThings, supportLevels } from '#db/schema/authorisers.ts'
import { users } from '#db/schema/people.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findCapacityLabels } from '#server/means/find-labels.ts'
import { calledFor } from '#server/network/called.ts'
import { findPartners } from '#server/network/find.ts'
import { refuse } from '#server/refusal.ts'
import { findLines } from '#server/statement/find.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import type { SupportLevel, ThingKind } from '#server/vocabulary/backing.ts'
import type { AuthoriserId, FormalisationId, NetworkId, PartnerId, ThingId, UserId } from '#server/vocabulary/ids.ts'
import { readerFor } from './may.ts'

type Row = typeof authorisers.$inferSelect

/** Who keeps up a tie: a partner, and a person of it where one is named and the reader may know. */
export interface Holder {
  partnerId: PartnerId | null
  partner: string
  userId: UserId | null
  person: string
}
export interface SupportNote {
  level: SupportLevel
  since: string
  note: string
}
export interface Formalisation {
  id: FormalisationId
  what: string
  owner: string
  ownerPartner: PartnerId
  dueOn: string
  state: 'open' | 'done' | 'dropped'
}
export type Authoriser = Pick<
  Row,
  | 'label'
  | 'kind'
  | 'organisation'
  | 'gives'
  | 'basis'
  | 'instrument'
  | 'startsOn'
  | 'endsOn'
  | 'trigger'
  | 'reviewOn'
  | 'successor'
  | 'successorName'
  | 'version'
  | 'endedOn'
> & {
  id: AuthoriserId
  heldBy: Holder | null
  second: Holder | null
  /** The newest first; empty for those who may not know. */
  support: SupportNote[]
  formalisations: Formalisation[]
  /** Whether all of it goes through one holder: a tie, at least in part, with nobody to stand in. */
  singleThread: boolean
}
/** Something that hangs on authorisers. */
export interface Supported {
  kind: ThingKind
  id: ThingId
  label: string
  backers: AuthoriserId[]
}
export interface Register {
  authorisers: Authoriser[]
  /** Those who back the network no more. */
  ended: Authoriser[]
  things: Supported[]
  /** How many statements the network has, and how many of them somebody backs. */
  statements: { all: number; backed: number }
}

/**
 * Who backs a network and what hangs on them, as far as this member may read it. `support` false leaves out how far each
 * supported over time, for pages that show none of it.
 */
export async function findRegister(
  db: Db,
  membership: Pick<Membership, 'networkId' | 'role'>,
  { support = true } = {},
): Promise<Register> {
  const { networkId } = membership
  const rows = await db
    .select()
    .from(authorisers)
    .where(eq(authorisers.networkId, networkId))
    .orderBy(asc(authorisers.addedAt), asc(authorisers.id))
  const reader = readerFor(membership.role)
  const [levels, plans, holder] = await Promise.all([
    support && reader !== 'observer' ? findSupport(db, networkId).then(byAuthoriser) : new Map<string, SupportRow[]>(),
    findFormalisations(db, networkId).then(byAuthoriser),
    holderNames(db, membership, rows),
  ])
  const seen = (one: Holder | null) => (one && reader === 'observer' ? { ...one, userId: null, person: '' } : one)
  const all = rows.map((row): Authoriser => {
    const { networkId: _network, heldByPartner, heldByUser, secondPartner, secondUser, addedAt: _added, ...kept } = row
    const second = holder(secondPartner, secondUser)
    return {
      ...kept,
      id: row.id as AuthoriserId,
      successorName: reader === 'observer' ? '' : row.successorName,
      heldBy: seen(holder(heldByPartner, heldByUser)),
      second: seen(second),
      support: (levels.get(row.id) ?? []).map(({ level, since, note }) => ({
        level,
        since,
        note: reader === 'convenor' ? note : '',
      })),
      formalisations: (plans.get(row.id) ?? []).map(({ id, what, ownerPartner, ownerName, dueOn, state }) => ({
        ...{ id: id as FormalisationId, what, dueOn, state, ownerPartner: ownerPartner as PartnerId },
        owner: [holder(ownerPartner, null)?.partner, reader === 'observer' ? '' : ownerName].filter(Boolean).join(', '),
      })),
      singleThread: row.basis !== 'formal' && second === null,
    }
  })
  const lines = await findLines(db, networkId)
  const standing = all.filter(({ endedOn }) => endedOn === null)
  const things = await findThings(db, networkId, all, standing, lines)
  const backed = things.filter(({ kind, backers }) => kind === 'statement' && backers.length > 0).length
  return {
    authorisers: standing,
    ended: all.filter(({ endedOn }) => endedOn !== null),
    things,
    statements: { all: lines.length, backed },
  }
}

/** The row itself, for a verb that changes it: held until the transaction ends. */
export async function holdAuthoriser(tx: Pick<Db, 'select'>, networkId: NetworkId, id: AuthoriserId): Promise<Row> {
  const [row] = await tx
    .select()
    .from(authorisers)
    .where(and(eq(authorisers.networkId, networkId), eq(authorisers.id, id)))
    .for('update')
  if (!row) throw refuse('not_found')
  return row
}

async function findThings(
  db: Db,
  networkId: NetworkId,
  all: readonly Authoriser[],
  standing: readonly Authoriser[],
  lines: readonly { id: string; text: string }[],
): Promise<Supported[]> {
  const made = await db.select().from(supportedThings).where(eq(supportedThings.networkId, networkId))
  const hanging = await db.select().from(dependencies).where(eq(dependencies.networkId, networkId))
  const stands = new Set<string>(standing.map(({ id }) => id))
  const purposes = await findPurposes(db, networkId)
  const capacities = await findCapacityLabels(db, networkId)
  const byThing = new Map<string, AuthoriserId[]>()
  for (const { thingKind, thingId, authoriserId } of hanging) {
    const key = `${thingKind} ${thingId}`
    byThing.set(key, [...(byThing.get(key) ?? []), authoriserId as AuthoriserId])
  }
  const backersOf = (kind: ThingKind, id: string) => byThing.get(`${kind} ${id}`) ?? []
  // In the order people know them: statements as they were asked, then what was added by hand.
  return [
    ...lines.map(({ id, text }) => ({ kind: 'statement' as const, id, label: text })),
    ...purposes.map(({ id, text }) => ({ kind: 'purpose' as const, id, label: text })),
    ...capacities.map(({ id, label }) => ({ kind: 'resource' as const, id, label })),
    ...made.map(({ kind, id, label }) => ({ kind, id, label })),
    ...all.filter(({ id }) => stands.has(id)).map(({ id, label }) => ({ kind: 'authoriser' as const, id, label })),
  ]
    .map(({ kind, id, label }) => ({ kind, id: id as ThingId, label, known: backersOf(kind, id) }))
    .filter(({ known }) => known.length > 0)
    .map(({ known, ...thing }) => ({ ...thing, backers: known.filter((id) => stands.has(id)) }))
}

/** Rows by the authoriser they are about, each in the order they came. */
function byAuthoriser<Row extends { authoriserId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.authoriserId, [...(found.get(row.authoriserId) ?? []), row])
  return found
}

type SupportRow = typeof supportLevels.$inferSelect
const findSupport = (db: Db, networkId: NetworkId) =>
  db
    .select()
    .from(supportLevels)
    .where(eq(supportLevels.networkId, networkId))
    .orderBy(desc(supportLevels.since), desc(supportLevels.notedAt))

const findFormalisations = (db: Db, networkId: NetworkId) =>
  db
    .select()
    .from(formalisations)
    .where(eq(formalisations.networkId, networkId))
    .orderBy(asc(formalisations.dueOn), asc(formalisations.id))

/** Puts names to the partners and people who hold ties. */
async function holderNames(db: Db, { networkId, role }: Pick<Membership, 'networkId' | 'role'>, rows: readonly Row[]) {
  const partners = new Map(
    (await findPartners(db, networkId, { withLeft: true })).map((one) => [one.id as string, one]),
  )
  const ids = rows.flatMap(({ heldByUser, secondUser }) => [heldByUser, secondUser]).filter((id) => id !== null)
  const people = ids.length === 0 ? [] : await db.select().from(users).where(inArray(users.id, ids))
  const names = new Map(people.map(({ id, name, email }) => [id, calledFor(role)(name, email)]))
  return (partnerId: string | null, userId: string | null): Holder | null =>
    partnerId === null && userId === null
      ? null
      : {
          partnerId: partnerId as PartnerId | null,
          partner: partners.get(partnerId ?? '')?.name ?? '',
          userId: userId as UserId | null,
          person: names.get(userId ?? '') ?? '',
        }
}
