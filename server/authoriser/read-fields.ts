import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { delegates, partners } from '#db/schema/networks.ts'
import { users } from '#db/schema/people.ts'
import type { Fields } from '#server/change/note-change.ts'
import { fieldDayOrNone, fieldName, fieldNameOrNone } from '#server/field.ts'
import { refuse } from '#server/refusal.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { AuthoriserFields } from './input.ts'

/** A record's fields as they are stored. Refuses what doesn't fit together, with the field named. */
export function readFields(input: AuthoriserFields) {
  const label = fieldName('backer', input.label, LIMITS.title)
  if (input.gives.length === 0) throw refuse('field.needed', { field: 'gives' })
  if (input.basis !== 'personal' && input.instrument === null) throw refuse('authoriser.paper_needed')
  if (input.basis === 'personal' && input.instrument !== null) throw refuse('authoriser.paper_beside_trust')
  const startsOn = fieldDayOrNone('startsOn', input.startsOn)
  const endsOn = fieldDayOrNone('endsOn', input.endsOn)
  if (startsOn && endsOn && endsOn < startsOn) throw refuse('authoriser.ends_before_start')
  const { heldByPartner, heldByUser, secondPartner, secondUser } = input
  if ((secondPartner || secondUser) && !heldByPartner) throw refuse('authoriser.second_without_first')
  // Two people of one partner can stand in for each other; a partner, or a person, can't stand in for itself.
  const isSame =
    secondPartner !== null &&
    secondPartner === heldByPartner &&
    (!secondUser || !heldByUser || secondUser === heldByUser)
  if (isSame) throw refuse('authoriser.same_holder')
  return {
    ...{ label, kind: input.kind, basis: input.basis, instrument: input.instrument, trigger: input.trigger },
    ...{ heldByPartner, heldByUser, secondPartner, secondUser, startsOn, endsOn },
    gives: [...new Set(input.gives)],
    organisation: fieldNameOrNone('organisation', input.organisation, LIMITS.partnerName),
    reviewOn: fieldDayOrNone('reviewOn', input.reviewOn),
    successor: input.successor,
    successorName: fieldNameOrNone('successorName', input.successorName, LIMITS.title),
  }
}
export type ReadFields = ReturnType<typeof readFields>

/** Refuses a holder who is no partner of the network, or a person who doesn't speak for the partner now. */
export async function holdersAreOurs(tx: Pick<Db, 'select'>, networkId: NetworkId, fields: ReadFields): Promise<void> {
  for (const [partnerId, userId] of [
    [fields.heldByPartner, fields.heldByUser],
    [fields.secondPartner, fields.secondUser],
  ] as const) {
    if (partnerId === null && userId === null) continue
    if (partnerId === null) throw refuse('authoriser.person_not_of_partner')
    const ofNetwork = and(eq(partners.networkId, networkId), eq(partners.id, partnerId))
    const [partner] = await tx.select({ id: partners.id }).from(partners).where(ofNetwork)
    if (!partner) throw refuse('partner.unknown')
    if (userId === null) continue
    const speaks = and(
      eq(delegates.networkId, networkId),
      eq(delegates.userId, userId),
      eq(delegates.partnerId, partnerId),
      isNull(delegates.endedAt),
    )
    const [delegate] = await tx.select({ userId: delegates.userId }).from(delegates).where(speaks)
    if (!delegate) throw refuse('authoriser.person_not_of_partner')
  }
}

/** A record as the history keeps it: partners and people by their names. */
export async function asHistory(tx: Pick<Db, 'select'>, networkId: NetworkId, fields: ReadFields): Promise<Fields> {
  const { heldByPartner, heldByUser, secondPartner, secondUser, label, ...kept } = fields
  const partnerName = async (id: string | null) => {
    if (id === null) return null
    const one = and(eq(partners.networkId, networkId), eq(partners.id, id))
    return (await tx.select({ name: partners.name }).from(partners).where(one))[0]?.name ?? null
  }
  const personName = async (id: string | null) => {
    if (id === null) return null
    const [row] = await tx.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, id))
    return row ? row.name || row.email : null
  }
  const holder = async (partnerId: string | null, userId: string | null) =>
    [await partnerName(partnerId), await personName(userId)].filter(Boolean).join(', ') || null
  return {
    ...kept,
    backer: label,
    organisation: kept.organisation || null,
    successorName: kept.successorName || null,
    heldBy: await holder(heldByPartner, heldByUser),
    second: await holder(secondPartner, secondUser),
  }
}
