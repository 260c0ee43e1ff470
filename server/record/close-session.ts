import { and, eq } from 'drizzle-orm'
import { boardDocs } from '#db/schema/boards.ts'
import { records } from '#db/schema/records.ts'
import { sessions, stepMoves } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { analystApart } from '#server/disagreement/analyse-apart.ts'
import { readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { findShownDots } from '#server/dots/shown.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import { readBoard } from '#server/session/read-board.ts'
import { findTalk } from '#server/talk/find.ts'
import type { Work } from '#server/work.ts'
import { countAttendance } from './attendance.ts'

/**
 * Closes a workshop for good: nothing can be written from here on, the code is dead, and what the room saw is kept with a
 * signature. Answers that were never shown stay unshown: people were promised that nobody sees them before.
 */
export async function closeSession(work: Work, convening: Convening): Promise<void> {
  const { networkId, sessionId } = convening
  const closedAt = work.clock.now()
  await work.db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const ofSession = and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId))
    await tx
      .update(sessions)
      .set({ closedAt, step: 'finish', stepId: null, stepNo: session.stepNo + 1 })
      .where(ofSession)
    const move = { stepNo: session.stepNo + 1, step: 'finish' as const, at: closedAt, byUserId: convening.userId }
    await tx.insert(stepMoves).values({ networkId, sessionId, ...move })
    // The line commits under this row's lock: what it stored before is in the record, and nothing comes after.
    await tx
      .update(boardDocs)
      .set({ closedAt })
      .where(and(eq(boardDocs.networkId, networkId), eq(boardDocs.boardId, sessionId)))

    const shownDots = await findShownDots(tx, session)
    const contents = {
      board: await readBoard(tx, sessionId),
      report: await readDisagreement(tx, session),
      people: await countAttendance(tx, session),
      talk: await findTalk(tx, session, { readsRegister: true }),
      dots: shownDots.length > 0 ? shownDots : undefined,
    }
    const signature = await analystApart.sign(JSON.stringify(contents))
    await tx.insert(records).values({ networkId, sessionId, closedAt, ...contents, signature })
  })
  work.announce(sessionId, 'step')
  work.announce(sessionId, 'closed')
}
