import { and, eq, inArray, max, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { guestPulses } from '#db/schema/in-the-room.ts'
import { agencyAnswers, reflections } from '#db/schema/reflections.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { fieldChosen, fieldText, fieldTextOrNone } from '#server/field.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { holdNetwork } from '#server/network/hold-network.ts'
import { findSeatsOf } from '#server/participant/find.ts'
import { findRecords } from '#server/record/find.ts'
import { refuse } from '#server/refusal.ts'
import {
  type NetworkId,
  newId,
  type ReflectionId,
  type SeatId,
  type SessionId,
  type UserId,
} from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { ShowToInput, WriteReflectionInput } from './input.ts'
import { mustWrite } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Tx = Pick<Db, 'select'>

/** The period that a pulse answer belongs to: how many workshops of the network were closed before. */
export const periodNow = async (db: Db, networkId: NetworkId): Promise<number> =>
  (await findRecords(db, { networkId })).length

/**
 * Keeps what somebody made of something, for those they chose. With it, or never mind, their answer to the agency pulse: the
 * first of a period counts. Nothing of it enters the network's history.
 */
export async function writeReflection({ db, clock }: Work, by: By, input: WriteReflectionInput): Promise<ReflectionId> {
  mustWrite(by)
  const { networkId, userId } = by
  const words = {
    happened: fieldText('happened', input.happened, LIMITS.note),
    soWhat: fieldTextOrNone('soWhat', input.soWhat, LIMITS.note),
    nowWhat: fieldTextOrNone('nowWhat', input.nowWhat, LIMITS.note),
  }
  const answer = input.agency && {
    band: fieldChosen('band', input.agency.band),
    start: fieldChosen('agencyStart', input.agency.start),
    problem: fieldChosen('agencyProblem', input.agency.problem),
  }
  const partnerId = (await partnerOfDelegate(db, networkId, userId)) ?? null
  if (input.audience === 'organisation' && !partnerId) throw refuse('reflection.no_organisation')
  const period = await periodNow(db, networkId)
  const id = input.id ?? newId<'reflection'>()
  await db.transaction(async (tx) => {
    const written = { ...words, audience: input.audience, writtenAt: clock.now() }
    const row = { networkId, id, authorId: userId, partnerId, ...written }
    const made = await tx.insert(reflections).values(row).onConflictDoNothing().returning({ id: reflections.id })
    if (made.length === 0) return
    if (!answer) return
    const givenAt = await afterAll(tx, networkId, clock.now())
    if (await answeredFromSeat(tx, { networkId, userId, seatId: null }, period)) return
    await tx
      .insert(agencyAnswers)
      .values({ networkId, userId, period, ...answer, givenAt })
      .onConflictDoNothing()
  })
  return id
}

/**
 * A moment after every answer of the network so far, whatever the clock says and whoever answers at once: the first four are
 * shown together, and one that came to stand among them later would tell itself and the one it pushes out.
 */
export async function afterAll(tx: Tx, networkId: NetworkId, now: Date): Promise<Date> {
  await holdNetwork(tx, networkId)
  const [members] = await tx
    .select({ at: max(agencyAnswers.givenAt) })
    .from(agencyAnswers)
    .where(eq(agencyAnswers.networkId, networkId))
  const [guests] = await tx
    .select({ at: max(guestPulses.givenAt) })
    .from(guestPulses)
    .where(eq(guestPulses.networkId, networkId))
  const last = Math.max(members?.at?.getTime() ?? 0, guests?.at?.getTime() ?? 0)
  return new Date(Math.max(now.getTime(), last + 1))
}

/** Whether this person has answered in this period, or in this workshop, from a seat as a guest: one they hold, or have made theirs since. */
export async function answeredFromSeat(
  tx: Tx,
  who: { networkId: NetworkId; userId: UserId | null; seatId: SeatId | null; sessionId?: SessionId },
  period: number,
): Promise<boolean> {
  const here = who.sessionId && eq(guestPulses.sessionId, who.sessionId)
  const now = or(eq(guestPulses.period, period), here || undefined)
  const theirs = inArray(guestPulses.voterId, await findSeatsOf(tx, who.networkId, who))
  const [row] = await tx
    .select({ voterId: guestPulses.voterId })
    .from(guestPulses)
    .where(and(eq(guestPulses.networkId, who.networkId), now, theirs))
  return row !== undefined
}

/** Lets others read one's reflection, or fewer. */
export async function showTo({ db }: Work, by: By, { reflectionId, audience }: ShowToInput): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await holdOwn(tx, by, reflectionId)
    if (audience === 'organisation' && row.audience !== 'organisation') {
      const partnerId = await partnerOfDelegate(tx, by.networkId, by.userId)
      if (!partnerId || row.partnerId === null) throw refuse('reflection.no_organisation')
      // Whom one speaks for now is whom one means: those of the one before must not read it instead.
      if (partnerId !== row.partnerId) throw refuse('reflection.other_organisation')
    }
    await tx.update(reflections).set({ audience }).where(theOne(by.networkId, reflectionId))
  })
}

/** Takes one's reflection away, for good. An activity it became stays. */
export async function withdrawReflection({ db }: Work, by: By, reflectionId: ReflectionId): Promise<void> {
  await db.transaction(async (tx) => {
    await holdOwn(tx, by, reflectionId)
    await tx.delete(reflections).where(theOne(by.networkId, reflectionId))
  })
}

export const theOne = (networkId: NetworkId, id: ReflectionId) =>
  and(eq(reflections.networkId, networkId), eq(reflections.id, id))

/** One's own reflection, held until the transaction ends. Somebody else's is as if it were not there, also where it may be read. */
export async function holdOwn(tx: Tx, { networkId, userId }: By, id: ReflectionId) {
  const own = and(theOne(networkId, id), eq(reflections.authorId, userId))
  const [row] = await tx.select().from(reflections).where(own).for('update')
  if (!row) throw refuse('not_found')
  return row
}
