import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { boardDocs } from '#db/schema/boards.ts'
import { records } from '#db/schema/records.ts'
import { sessions, stepMoves } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { analystApart } from '#server/disagreement/analyse-apart.ts'
import { analystHere } from '#server/disagreement/analyst.ts'
import { readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { findShownDots } from '#server/dots/shown.ts'
import { refuse } from '#server/refusal.ts'
import { findSession, holdSession, type Session } from '#server/session/find.ts'
import { readBoard } from '#server/session/read-board.ts'
import { findTalk } from '#server/talk/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { countAttendance } from './attendance.ts'

/**
 * Closes a workshop for good: nothing can be written from here on, the code is dead, and what the room saw is kept with a
 * signature. Answers that were never shown stay unshown: people were promised that nobody sees them before.
 */
export async function closeSession(work: Work, convening: Convening): Promise<void> {
  const { networkId, sessionId } = convening
  const closedAt = work.clock.now()
  const foreseen = await foresee(work.db, sessionId)
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
    const beside = await besideTheBoard(tx, session)
    // The line commits under this row's lock: what it stored before is in the record, and nothing comes after. From here on nothing
    // is waited for but the database.
    await tx
      .update(boardDocs)
      .set({ closedAt })
      .where(and(eq(boardDocs.networkId, networkId), eq(boardDocs.boardId, sessionId)))
    const contents = { ...beside, ...(await onTheBoard(tx, session)) }
    const written = JSON.stringify(contents)
    const signature = written === foreseen?.written ? foreseen.signature : await analystHere.sign(written)
    await tx.insert(records).values({ networkId, sessionId, closedAt, ...contents, signature })
  })
  work.announce(sessionId, 'step')
  work.announce(sessionId, 'closed')
}

/**
 * Draws the record up before anybody's row is held. Its report is then at hand, which may stand behind other reports; and so is its
 * signature, unless something is written in the last moment.
 */
async function foresee(db: Db, sessionId: SessionId): Promise<{ written: string; signature: string } | undefined> {
  const session = await findSession(db, sessionId)
  if (session.closedAt) return undefined
  const written = JSON.stringify({ ...(await besideTheBoard(db, session)), ...(await onTheBoard(db, session)) })
  return { written, signature: await analystApart.sign(written) }
}

const besideTheBoard = async (db: Pick<Db, 'select'>, session: Session) => ({
  report: await readDisagreement(db, session),
  people: await countAttendance(db, session),
  talk: await findTalk(db, session, { readsRegister: true }),
})

/** What dots lay on may have been hidden on the board. */
async function onTheBoard(db: Pick<Db, 'select'>, session: Session) {
  const dots = await findShownDots(db, session)
  return { board: await readBoard(db, session.id), dots: dots.length > 0 ? dots : undefined }
}
