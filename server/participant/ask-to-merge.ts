import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { mergeAsks } from '#db/schema/kept.ts'
import { deeds, seats } from '#db/schema/sessions.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { NetworkId, PartnerId, SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import type { AnswerMergeInput, MergeSeatsInput } from './input.ts'
import { makeOne, mustSit, refuseBothShown } from './merge-seats.ts'

/** How long a phone has to say no before the convenor may say that there is none any more. */
export const SILENT_MS = 60_000

/**
 * Asks both phones whether they are one person's. Whoever holds one seat would read what was written in private at the other,
 * so nothing moves before both have said yes. Asked again, both are asked anew.
 */
export async function askToMerge(
  { db, clock, announce }: Work,
  convening: Convening,
  { seatId, intoSeatId }: MergeSeatsInput,
): Promise<void> {
  if (seatId === intoSeatId) throw refuse('seat.same')
  const { networkId, sessionId } = convening
  await db.transaction(async (tx) => {
    if ((await holdSession(tx, sessionId)).closedAt) throw refuse('session.closed')
    for (const one of [seatId, intoSeatId]) await mustSit(tx, convening, one)
    await refuseBothShown(tx, networkId, seatId, intoSeatId)
    const asked = { intoSeatId, askedAt: clock.now(), saidYes: [], saidNo: false }
    await tx
      .insert(mergeAsks)
      .values({ networkId, sessionId, seatId, ...asked })
      .onConflictDoUpdate({ target: [mergeAsks.networkId, mergeAsks.seatId], set: asked })
  })
  announce(sessionId, 'people')
}

/**
 * What a phone says: "yes, that is also me" moves everything once the other has said so too; "no" ends it. Refused when the
 * convenor has asked anew since: it may be another place that is asked about now.
 */
export async function answerMerge(
  { db, clock, announce }: Work,
  proven: Seat,
  { seatId, askedAt, yes }: AnswerMergeInput,
): Promise<void> {
  const { networkId, sessionId } = proven
  let merged = false
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const seat = await seatNow(tx, proven)
    const theOne = and(eq(mergeAsks.networkId, networkId), eq(mergeAsks.seatId, seatId))
    const [ask] = await tx.select().from(mergeAsks).where(theOne).for('update')
    if (!ask || ask.saidNo || ![ask.seatId, ask.intoSeatId].includes(seat.id)) throw refuse('not_found')
    if (ask.askedAt.toISOString() !== askedAt) throw refuse('seat.asked_anew')
    if (!yes) return void (await tx.update(mergeAsks).set({ saidNo: true }).where(theOne))
    const saidYes = [...new Set([...ask.saidYes, seat.id])]
    if (saidYes.length < 2) return void (await tx.update(mergeAsks).set({ saidYes }).where(theOne))
    await makeOne(tx, { networkId, sessionId }, seatId, ask.intoSeatId as SeatId, clock.now())
    merged = true
  })
  announce(sessionId, 'people')
  if (merged) announce(sessionId, 'rights')
}

/**
 * The convenor says that there is no phone at one of the seats any more: allowed once it has been silent for a minute after it
 * was asked, and only when whoever holds the other has said yes. Nobody knows beforehand which phone is gone; one that sends
 * anything after it was asked is not.
 */
export async function mergeSilent(
  { db, clock, announce }: Work,
  convening: Convening,
  { seatId, intoSeatId }: MergeSeatsInput,
): Promise<void> {
  const { networkId, sessionId } = convening
  await db.transaction(async (tx) => {
    if ((await holdSession(tx, sessionId)).closedAt) throw refuse('session.closed')
    const theOne = and(
      eq(mergeAsks.networkId, networkId),
      eq(mergeAsks.seatId, seatId),
      eq(mergeAsks.intoSeatId, intoSeatId),
    )
    const [ask] = await tx.select().from(mergeAsks).where(theOne).for('update')
    const silent = [seatId, intoSeatId].find((id) => !ask?.saidYes.includes(id))
    if (!ask || ask.saidNo || ask.saidYes.length === 0 || !silent) throw refuse('seat.not_agreed')
    if (await hasDoneAnything(tx, networkId, silent, ask.askedAt)) throw refuse('seat.not_agreed')
    if (clock.now().getTime() - ask.askedAt.getTime() < SILENT_MS) throw refuse('seat.asked_just_now')
    await makeOne(tx, { networkId, sessionId }, seatId, intoSeatId, clock.now())
  })
  announce(sessionId, 'people')
  announce(sessionId, 'rights')
}

async function hasDoneAnything(
  tx: Pick<Db, 'select'>,
  networkId: NetworkId,
  seatId: SeatId,
  since: Date,
): Promise<boolean> {
  const theirs = and(eq(deeds.networkId, networkId), eq(deeds.seatId, seatId), gt(deeds.at, since))
  return (await tx.select({ at: deeds.at }).from(deeds).where(theirs).limit(1)).length > 0
}

/** An asking, as the convenor follows it. */
export interface MergeAsk {
  readonly seatId: SeatId
  readonly intoSeatId: SeatId
  readonly askedAt: string
  /** Which of the two have said yes. */
  readonly saidYes: readonly SeatId[]
  readonly saidNo: boolean
}
const others = alias(seats, 'others')
/** The askings that still ask: both seats are there. */
const open = (db: Pick<Db, 'select'>, of: Parameters<typeof and>[0]) =>
  db
    .select({ ask: mergeAsks })
    .from(mergeAsks)
    .innerJoin(seats, and(eq(seats.networkId, mergeAsks.networkId), eq(seats.id, mergeAsks.seatId)))
    .innerJoin(others, and(eq(others.networkId, mergeAsks.networkId), eq(others.id, mergeAsks.intoSeatId)))
    .where(and(of, isNull(seats.removedAt), isNull(others.removedAt)))
    .orderBy(asc(mergeAsks.askedAt), asc(mergeAsks.seatId))

/** What is being asked in a workshop, for the convenor. */
export async function findMergeAsks(
  db: Pick<Db, 'select'>,
  { networkId, sessionId }: Pick<Convening, 'networkId' | 'sessionId'>,
): Promise<MergeAsk[]> {
  const rows = await open(db, and(eq(mergeAsks.networkId, networkId), eq(mergeAsks.sessionId, sessionId)))
  return rows.map(({ ask }) => ({
    ...{ seatId: ask.seatId as SeatId, intoSeatId: ask.intoSeatId as SeatId, askedAt: ask.askedAt.toISOString() },
    ...{ saidYes: ask.saidYes as SeatId[], saidNo: ask.saidNo },
  }))
}

/** What this phone is asked, and has not answered: the other seat by its organisation and when it came, and no more. */
export async function findOwnMergeAsks(
  db: Pick<Db, 'select'>,
  seat: Seat,
): Promise<(Pick<MergeAsk, 'seatId' | 'askedAt'> & { partnerId: PartnerId | null; joinedAt: string })[]> {
  const mine = or(eq(mergeAsks.seatId, seat.id), eq(mergeAsks.intoSeatId, seat.id))
  const rows = await open(db, and(eq(mergeAsks.networkId, seat.networkId), eq(mergeAsks.saidNo, false), mine))
  const asked = rows.map(({ ask }) => ask).filter(({ saidYes }) => !saidYes.includes(seat.id))
  return Promise.all(
    asked.map(async (ask) => {
      const otherId = ask.seatId === seat.id ? ask.intoSeatId : ask.seatId
      const theOther = and(eq(seats.networkId, seat.networkId), eq(seats.id, otherId))
      const [other] = await db.select().from(seats).where(theOther)
      return {
        ...{ seatId: ask.seatId as SeatId, askedAt: ask.askedAt.toISOString() },
        partnerId: (other?.partnerId ?? null) as PartnerId | null,
        joinedAt: (other?.joinedAt ?? ask.askedAt).toISOString(),
      }
    }),
  )
}
