import { and, eq, isNull } from 'drizzle-orm'
import { sheets } from '#db/schema/sheets.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { leaveOnPaper } from '#server/participant/seat-on-paper.ts'
import { deleteAnswers } from '#server/rating/write-answers.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { SeatId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { mustBePrivate } from './enter-sheet.ts'
import { findByNo } from './find.ts'
import type { TakeSheetOutInput } from './input.ts'

/**
 * Takes a sheet out again with its answers, while they are not shown; it may then be typed in anew, under the same number.
 * One that is out already, or never came in, is left as it is.
 */
export async function takeSheetOut(
  { db, clock, announce }: Work,
  convening: Convening,
  { sheetId }: TakeSheetOutInput,
): Promise<void> {
  const { networkId, sessionId } = convening
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    const theOne = and(eq(sheets.networkId, networkId), eq(sheets.sessionId, sessionId), eq(sheets.id, sheetId))
    const [sheet] = await tx
      .select()
      .from(sheets)
      .where(and(theOne, isNull(sheets.takenOutAt)))
    if (!sheet) return
    if (session.closedAt) throw refuse('session.closed')
    mustBePrivate(session, sheet.round)
    const seatId = sheet.seatId as SeatId
    await deleteAnswers(tx, session, seatId, sheet.round)
    await tx.update(sheets).set({ takenOutAt: clock.now() }).where(theOne)
    if (!(await findByNo(tx, convening, sheet.no))) await leaveOnPaper(tx, convening, seatId, clock.now())
  })
  announce(sessionId, 'people')
  announce(sessionId, 'ratings')
}
