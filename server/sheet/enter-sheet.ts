import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sheets } from '#db/schema/sheets.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { findPartners } from '#server/network/find.ts'
import { writtenAt } from '#server/participant/author.ts'
import { seatOnPaper } from '#server/participant/seat-on-paper.ts'
import { writeAnswers } from '#server/rating/write-answers.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import type { SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { findByNo } from './find.ts'
import type { EnterSheetInput } from './input.ts'

/**
 * Stores a sheet of paper as the answers of a seat of its own, whole or not at all. The same sheet sent twice is stored
 * once, also when it was taken out between. Only while the round's answers are not shown: the session's row is held, so
 * that none slips in behind the showing and no two sheets get one number.
 */
export async function enterSheet(work: Work, convening: Convening, input: EnterSheetInput): Promise<void> {
  const { networkId, sessionId } = convening
  const { sheetId: id, no, round, answers } = input
  await work.db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (await isKnown(tx, convening, input)) return
    if (session.closedAt) throw refuse('session.closed')
    mustBePrivate(session, round)
    const at = writtenAt(session, work.clock.now())
    const seatId = await seatOf(tx, convening, input, at)
    await writeAnswers(tx, session, { seatId, partnerId: input.partnerId, answers, givenAt: at })
    const entered = { byUserId: convening.userId, enteredAt: at }
    await tx.insert(sheets).values({ networkId, id, sessionId, seatId, no, round, ...entered })
  })
  work.announce(sessionId, 'people')
  work.announce(sessionId, 'ratings')
}

/** A sheet belongs to the round it was filled in for, and comes in before the room has seen that round. */
export function mustBePrivate({ round: running, shownRound }: Session, round: number): void {
  if (round !== running || shownRound >= round) throw refuse('sheet.round_over', { round })
}

async function isKnown(tx: Pick<Db, 'select'>, { networkId, sessionId }: Convening, { sheetId }: EnterSheetInput) {
  const theOne = and(eq(sheets.networkId, networkId), eq(sheets.id, sheetId))
  const [known] = await tx.select({ sessionId: sheets.sessionId }).from(sheets).where(theOne)
  if (known && known.sessionId !== sessionId) throw refuse('not_found')
  return known !== undefined
}

/** Whose sheet it is: in a later round the number leads back to the same person, so that nobody counts twice. */
async function seatOf(
  tx: Pick<Db, 'select' | 'insert'>,
  convening: Convening,
  { no, round, partnerId }: EnterSheetInput,
  at: Date,
): Promise<SeatId> {
  const had = await findByNo(tx, convening, no)
  if (had?.round === round) throw refuse('sheet.number_taken', { no })
  if (had && had.partnerId !== partnerId) throw refuse('sheet.of_another_partner', { no })
  if (had) return had.seatId
  const partners = await findPartners(tx, convening.networkId)
  if (!partners.some(({ id }) => id === partnerId)) throw refuse('partner.unknown')
  return seatOnPaper(tx, convening, partnerId, at)
}
