import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { talkOutcomes } from '#db/schema/talk.ts'
import { findAuthoriserLabels } from '#server/authoriser/find-labels.ts'
import { hangOn } from '#server/authoriser/hang-on.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldTextOrNone } from '#server/field.ts'
import { showsNobody } from '#server/participant/author.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import { findStatements, type Statement } from '#server/statement/find.ts'
import { replaceStatement } from '#server/statement/replace-statement.ts'
import {
  type AuthoriserId,
  type NetworkId,
  newId,
  type SeatId,
  type SessionId,
  type ThingId,
  type UserId,
} from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { findTalk } from './find.ts'
import type { Ended } from './input.ts'

/** Who writes: somebody who runs the workshop, or a seat that takes notes. */
export interface Writing {
  readonly networkId: NetworkId
  readonly sessionId: SessionId
  readonly userId: UserId | null
  readonly seatId: SeatId | null
  /** Whether they run the workshop: then they may send a statement to one of those who back the network. */
  readonly convenes: boolean
}

/**
 * Writes down how the room's talk about a statement ended. New words become a statement of their own on the same line; the old
 * answers stay where they are, and hold for the new words unless the meaning changed. What is sent to somebody who backs the
 * network hangs on them from here on. Written again, the last counts; what was reworded stays so.
 */
export async function writeOutcome(
  work: Work,
  writing: Writing,
  { outcomeId, ended }: { outcomeId?: string | undefined; ended: Ended },
): Promise<void> {
  const { networkId, sessionId } = writing
  const note = fieldTextOrNone('talkNote', ended.note, LIMITS.reasonText)
  const id = outcomeId ?? newId<'outcome'>()
  await work.db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    const known = and(eq(talkOutcomes.networkId, networkId), eq(talkOutcomes.id, id))
    if ((await tx.select({ id: talkOutcomes.id }).from(talkOutcomes).where(known)).length > 0) return
    if (session.closedAt) throw refuse('session.closed')
    if (session.shownRound === 0) throw refuse('talk.not_the_time')
    const statement = await mustBeShown(tx, session, ended)
    const before = await fieldsOf(tx, session, statement)
    const { at, ...by } = await writtenBy(tx, session, writing, work.clock.now())
    const newStatementId =
      ended.outcome === 'reworded'
        ? await replaceStatement(tx, statement, { networkId, sessionId, at, text: ended.text, meaning: ended.meaning })
        : null
    const authoriserId =
      ended.outcome === 'sent' ? await sentTo(tx, work, writing, statement, ended.authoriserId) : null
    const { outcome } = ended
    const links = { newStatementId, authoriserId }
    await tx
      .insert(talkOutcomes)
      .values({ networkId, id, sessionId, statementId: statement.id, outcome, note, at, ...by, ...links })
    await noteChange(tx, {
      ...{ networkId, at, by: by.byUserId, noun: 'talk', thingId: statement.rootId, label: statement.text },
      before,
      after: await fieldsOf(tx, session, statement),
    })
  })
  work.announce(sessionId, 'statements')
}

/**
 * Who wrote, and when. Where the workshop shows nobody, a note-taker leaves no name and no time of day, only that it was after
 * what was written last; whoever runs the workshop is known for it anyway.
 */
async function writtenBy(tx: Pick<Db, 'select'>, session: Session, { userId, seatId, convenes }: Writing, now: Date) {
  if (convenes || !showsNobody(session)) return { at: now, byUserId: userId, bySeat: seatId }
  const [last] = await tx
    .select({ at: talkOutcomes.at })
    .from(talkOutcomes)
    .where(and(eq(talkOutcomes.networkId, session.networkId), eq(talkOutcomes.sessionId, session.id)))
    .orderBy(desc(talkOutcomes.at))
    .limit(1)
  const at = new Date(Math.max(session.openedAt.getTime(), (last?.at.getTime() ?? 0) + 1))
  return { at, byUserId: null, bySeat: null }
}

/** Only what the room was shown is talked about. Words that were changed once already are talked about as the new ones. */
async function mustBeShown(tx: Pick<Db, 'select'>, session: Session, ended: Ended): Promise<Statement> {
  const statements = await findStatements(tx, session.networkId, session.id, { withReplaced: true })
  const statement = statements.find(({ id }) => id === ended.statementId)
  if (!statement) throw refuse('statement.not_found')
  if (statement.replaced && ended.outcome === 'reworded') throw refuse('talk.reworded_already')
  return statement
}

/** To whom a statement is sent; it hangs on them from here on. */
async function sentTo(
  tx: Tx,
  work: Work,
  { networkId, userId, convenes }: Writing,
  { rootId }: Statement,
  chosen: AuthoriserId | null,
): Promise<AuthoriserId> {
  if (!convenes) throw refuse('convenors_only')
  const authoriserId = fieldChosen('authoriser', chosen)
  const labels = await findAuthoriserLabels(tx, networkId)
  if (!labels.has(authoriserId)) throw refuse('not_found')
  const within = { ...work, db: tx as unknown as Db }
  const thingId = rootId as string as ThingId
  await hangOn(
    within,
    { networkId, userId: userId as UserId },
    { authoriserId, thingKind: 'statement', thingId, label: '' },
  )
  return authoriserId
}

type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/** How the talk about a statement stands, as the history keeps it. */
async function fieldsOf(tx: Pick<Db, 'select'>, session: Session, { id }: Statement): Promise<Fields> {
  const ended = (await findTalk(tx, session, { readsRegister: true })).find(
    ({ statementId }) => statementId === id,
  )?.ended
  if (!ended) return {}
  const { outcome, note, reworded, sentTo } = ended
  return {
    talkOutcome: outcome,
    talkNote: note || null,
    newWords: reworded?.text ?? null,
    meaning: reworded?.meaning ?? null,
    sentTo: sentTo?.label ?? null,
  }
}
