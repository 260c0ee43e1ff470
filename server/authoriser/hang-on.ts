import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers, dependencies, supportedThings } from '#db/schema/authorisers.ts'
import { networks } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldName } from '#server/field.ts'
import { findCapacityLabels } from '#server/means/find-labels.ts'
import { refuse } from '#server/refusal.ts'
import { findLines } from '#server/statement/find.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import type { ThingKind } from '#server/vocabulary/backing.ts'
import { type NetworkId, newId, type ThingId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdAuthoriser } from './find.ts'
import type { HangOnInput, LetGoInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId'>
type Reading = Pick<Db, 'select'>

/** Notes that something hangs on an authoriser: what is there already, or something new under a name. Twice is once. */
export async function hangOn({ db, clock }: Work, by: By, input: HangOnInput): Promise<ThingId> {
  const { networkId } = by
  return db.transaction(async (tx) => {
    await tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('update')
    const row = await holdAuthoriser(tx, networkId, input.authoriserId)
    const [hanging] = await tx.select({ n: count() }).from(dependencies).where(eq(dependencies.networkId, networkId))
    if ((hanging?.n ?? 0) >= LIMITS.dependencies) throw refuse('dependency.too_many', { limit: LIMITS.dependencies })

    const id = input.thingId ?? (await newThing(tx, networkId, input))
    const label = await labelOf(tx, networkId, input.thingKind, id)
    if (input.thingKind === 'authoriser')
      await refuseCircle(tx, networkId, { on: row.id, onLabel: row.label, id, label })
    const link = { networkId, authoriserId: row.id, thingKind: input.thingKind, thingId: id }
    const made = await tx.insert(dependencies).values(link).onConflictDoNothing().returning()
    if (made.length > 0)
      await noteChange(tx, {
        ...{ networkId, at: clock.now(), by: by.userId, noun: 'dependency', thingId: row.id, label: row.label },
        before: {},
        after: { thing: label },
      })
    return id
  })
}

/** Notes that something hangs on an authoriser no more. */
export async function letGo({ db, clock }: Work, by: By, input: LetGoInput): Promise<void> {
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdAuthoriser(tx, networkId, input.authoriserId)
    // A statement may have been withdrawn since: its link can still be taken out.
    const label = (await lookUp(tx, networkId, input.thingKind, input.thingId)) ?? input.thingId
    const link = and(
      eq(dependencies.networkId, networkId),
      eq(dependencies.authoriserId, row.id),
      eq(dependencies.thingKind, input.thingKind),
      eq(dependencies.thingId, input.thingId),
    )
    const gone = await tx.delete(dependencies).where(link).returning()
    if (gone.length === 0) throw refuse('dependency.unknown')
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'dependency', thingId: row.id, label: row.label },
      before: { thing: label },
      after: {},
    })
  })
}

async function newThing(tx: Pick<Db, 'select' | 'insert'>, networkId: NetworkId, input: HangOnInput): Promise<ThingId> {
  const { thingKind: kind } = input
  if (kind === 'statement' || kind === 'authoriser' || kind === 'purpose') return fieldChosen('thing', input.thingId)
  const label = fieldName('thing', input.label, LIMITS.title)
  // The same name twice is the same thing: its cover is counted together.
  const same = and(
    eq(supportedThings.networkId, networkId),
    eq(supportedThings.kind, kind),
    eq(supportedThings.label, label),
  )
  const [there] = await tx.select({ id: supportedThings.id }).from(supportedThings).where(same)
  if (there) return there.id as ThingId
  const id = newId<'thing'>()
  await tx.insert(supportedThings).values({ networkId, id, kind, label })
  return id
}

/** What a thing is called; refused when the network has no such thing. */
async function labelOf(tx: Reading, networkId: NetworkId, kind: ThingKind, id: string): Promise<string> {
  const label = await lookUp(tx, networkId, kind, id)
  if (label === undefined) throw refuse('dependency.unknown')
  return label
}

async function lookUp(tx: Reading, networkId: NetworkId, kind: ThingKind, id: string): Promise<string | undefined> {
  if (kind === 'statement') return (await findLines(tx, networkId)).find((line) => line.id === (id as string))?.text
  if (kind === 'authoriser') {
    const one = and(eq(authorisers.networkId, networkId), eq(authorisers.id, id))
    return (await tx.select({ label: authorisers.label }).from(authorisers).where(one))[0]?.label
  }
  if (kind === 'purpose') return (await findPurposes(tx, networkId)).find((one) => one.id === (id as string))?.text
  const one = and(eq(supportedThings.networkId, networkId), eq(supportedThings.id, id), eq(supportedThings.kind, kind))
  const [made] = await tx.select({ label: supportedThings.label }).from(supportedThings).where(one)
  if (made || kind !== 'resource') return made?.label
  return (await findCapacityLabels(tx, networkId)).find((capacity) => capacity.id === (id as string))?.label
}

/** Refuses that an authoriser hangs on itself, also by way of others. */
async function refuseCircle(
  tx: Reading,
  networkId: NetworkId,
  { on, onLabel, id, label }: { on: string; onLabel: string; id: string; label: string },
): Promise<void> {
  const links = await tx
    .select({ on: dependencies.authoriserId, id: dependencies.thingId })
    .from(dependencies)
    .where(and(eq(dependencies.networkId, networkId), eq(dependencies.thingKind, 'authoriser')))
  // Everybody whom `on` hangs on already; `id` must not be one of them.
  const above = new Set([on])
  for (const one of above) for (const link of links) if (link.id === one) above.add(link.on)
  if (above.has(id)) throw refuse('dependency.circle', { backer: onLabel, other: label })
}
