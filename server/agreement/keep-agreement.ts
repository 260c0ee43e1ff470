import type { Db } from '#db/client.ts'
import { agreementStands, agreements } from '#db/schema/agreements.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { keepThing, letThingGo } from '#server/authoriser/keep-thing.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldDay, fieldDayUntil, fieldNameOrNone, fieldText, fieldTextOrNone } from '#server/field.ts'
import { findPartners } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { findVersions } from '#server/proposition/find.ts'
import { refuse } from '#server/refusal.ts'
import { findSession } from '#server/session/find.ts'
import { findLines } from '#server/statement/find.ts'
import type { Stand } from '#server/vocabulary/agreement.ts'
import type { Day } from '#server/vocabulary/day.ts'
import { type AgreementId, type NetworkId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdAgreement, theAgreement } from './find.ts'
import type { ChangeAgreementInput, EndAgreementInput, MakeAgreementInput } from './input.ts'

type By = Pick<Membership, 'networkId' | 'userId'>
type Tx = Pick<Db, 'select'>

/**
 * Notes what partners agreed to, where each stands, who sees to it and when to look again. From then on it can hang on those
 * who back the network, and "what if they go" counts it.
 */
export async function makeAgreement({ db, clock }: Work, by: By, input: MakeAgreementInput): Promise<AgreementId> {
  const { networkId } = by
  const text = fieldText('agreementText', input.text, LIMITS.agreementText)
  const agreedOn = fieldDayUntil('agreedOn', input.agreedOn, await todayIn({ db, clock }, networkId))
  const owned = readOwned(input, agreedOn)
  const stands = input.stands.flatMap(({ partnerId, stand, reason }) =>
    stand ? [{ partnerId, stand, reason: fieldTextOrNone('standReason', reason, LIMITS.reasonText) }] : [],
  )
  const id = newId<'agreement'>()
  await db.transaction(async (tx) => {
    await checkFrom(tx, networkId, input.from)
    const { sessionId = null } = input
    if (sessionId && (await findSession(tx, sessionId)).networkId !== networkId) throw refuse('not_found')
    const owner = await ownerName(tx, networkId, owned)
    const partners = await findPartners(tx, networkId)
    if (stands.some(({ partnerId }) => !partners.some((one) => one.id === partnerId))) throw refuse('partner.unknown')
    await tx.insert(agreements).values({
      ...{ networkId, id, text, sessionId, agreedOn, addedAt: clock.now(), addedBy: by.userId, ...owned },
      ...{ fromKind: input.from?.kind ?? ('words' as const), fromId: input.from?.id ?? null },
    })
    const once = [...new Map(stands.map((one) => [one.partnerId, one])).values()]
    if (once.length > 0)
      await tx
        .insert(agreementStands)
        .values(once.map((one) => ({ networkId, agreementId: id, ...one, notedAt: clock.now() })))
    await keepThing(tx, networkId, { id, kind: 'agreement', label: text })
    const saying = (stand: Stand) =>
      partners.filter((one) => once.some((said) => said.partnerId === one.id && said.stand === stand)).map(nameOf)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'agreement', thingId: id, label: text },
      before: {},
      after: {
        ...{ agreementText: text, agreedOn, ...told(owned, owner) },
        ...{ saySupport: saying('support'), sayLiveWith: saying('live_with'), sayAgainst: saying('against') },
      },
    })
  })
  return id
}

/** Hands an agreement to another owner, or sets another day to look again. Its words stay as they were agreed. */
export async function changeAgreement({ db, clock }: Work, by: By, input: ChangeAgreementInput): Promise<void> {
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdAgreement(tx, networkId, input.agreementId)
    if (row.endedOn) throw refuse('agreement.ended')
    if (row.version !== input.version) throw refuse('agreement.changed_meanwhile')
    const owned = readOwned(input, row.agreedOn as Day)
    const owner = await ownerName(tx, networkId, owned)
    await tx
      .update(agreements)
      .set({ ...owned, version: row.version + 1 })
      .where(theAgreement(networkId, input.agreementId))
    const before = (await findPartners(tx, networkId, { withLeft: true })).find(({ id }) => id === row.ownerPartner)
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'agreement', thingId: row.id, label: row.text },
      before: told(row, before?.name ?? ''),
      after: told(owned, owner),
    })
  })
}

/** Notes that an agreement holds no more, since when, and what came of it. It then hangs on nobody. */
export async function endAgreement({ db, clock }: Work, by: By, input: EndAgreementInput): Promise<void> {
  const { networkId } = by
  const endedOn = fieldDayUntil('agreementEndedOn', input.endedOn, await todayIn({ db, clock }, networkId))
  const outcome = fieldTextOrNone('outcome', input.outcome, LIMITS.note)
  await db.transaction(async (tx) => {
    const row = await holdAgreement(tx, networkId, input.agreementId)
    if (row.endedOn) throw refuse('agreement.ended')
    if (endedOn < row.agreedOn) throw refuse('agreement.ends_before_start')
    await tx
      .update(agreements)
      .set({ endedOn, outcome, version: row.version + 1 })
      .where(theAgreement(networkId, input.agreementId))
    const at = clock.now()
    await letThingGo(tx, { networkId, at, by: by.userId }, { id: row.id, kind: 'agreement', label: row.text })
    await noteChange(tx, {
      ...{ networkId, at, by: by.userId, noun: 'agreement', thingId: row.id, label: row.text },
      before: { agreementEndedOn: null },
      after: { agreementEndedOn: endedOn, outcome },
    })
  })
}

function readOwned(input: Pick<MakeAgreementInput, 'ownerPartner' | 'ownerName' | 'reviewOn'>, agreedOn: Day) {
  const ownerPartner = fieldChosen('agreementOwner', input.ownerPartner)
  const reviewOn = fieldDay('agreementReviewOn', input.reviewOn)
  if (reviewOn < agreedOn) throw refuse('agreement.review_before_start')
  return { ownerPartner, reviewOn, ownerName: fieldNameOrNone('ownerName', input.ownerName, LIMITS.title) }
}

async function ownerName(tx: Tx, networkId: NetworkId, { ownerPartner }: { ownerPartner: string }): Promise<string> {
  const owner = (await findPartners(tx, networkId)).find(({ id }) => id === ownerPartner)
  if (!owner) throw refuse('partner.unknown')
  return owner.name
}

/** What an agreement was made of has to be this network's. */
async function checkFrom(tx: Tx, networkId: NetworkId, from: MakeAgreementInput['from']): Promise<void> {
  if (!from) return
  const there =
    from.kind === 'statement'
      ? (await findLines(tx, networkId)).some(({ id }) => id === (from.id as string))
      : (await findVersions(tx, networkId)).some(({ no }) => String(no) === from.id)
  if (!there) throw refuse('agreement.from_unknown')
}

const nameOf = ({ name }: { name: string }) => name
const told = (owned: { ownerName: string; reviewOn: string }, owner: string): Fields => ({
  agreementOwner: [owner, owned.ownerName].filter(Boolean).join(', '),
  agreementReviewOn: owned.reviewOn,
})
