import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { showings } from '#db/schema/showings.ts'
import type { LongAnswer } from '#server/analysis/matrix.ts'
import type { Session } from '#server/session/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Question } from '#server/vocabulary/rating-scale.ts'
import type { Disagreement } from './disagreement.ts'

/** The answers that stood in what was shown, by question, and of whom nothing was told. They never leave the server. */
export type CountedAnswers = Readonly<Partial<Record<Question, readonly LongAnswer[]>>> & {
  /** By question and statement the partners that stood in no figure because of an earlier sitting: told-before.ts. */
  readonly silent?: Readonly<Partial<Record<Question, Readonly<Record<string, readonly string[]>>>>>
}

/** What the room was shown of a round, as it was shown. */
export interface Showing {
  readonly sessionId: SessionId
  readonly round: number
  readonly shown: Disagreement
  readonly answers: CountedAnswers
}

type Row = typeof showings.$inferSelect
const read = ({ sessionId, round, shown, answers }: Row): Showing => ({
  sessionId: sessionId as SessionId,
  round,
  shown: shown as Disagreement,
  answers: answers as CountedAnswers,
})

/** What was shown of a round; undefined when it was not shown, or before showings were kept. */
export async function findShowing(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
  round: number,
): Promise<Showing | undefined> {
  const theOne = and(eq(showings.networkId, networkId), eq(showings.sessionId, id), eq(showings.round, round))
  const [row] = await db.select().from(showings).where(theOne)
  return row && read(row)
}

/** Everything that other workshops of the network have shown, the earliest first. */
export async function findOtherShowings(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
): Promise<Showing[]> {
  const others = and(eq(showings.networkId, networkId), ne(showings.sessionId, id))
  return (await db.select().from(showings).where(others).orderBy(asc(showings.shownAt))).map(read)
}

/** Keeps what the room is shown, in the transaction that shows it. Once shown it stays. */
export async function writeShowing(
  tx: Pick<Db, 'insert'>,
  { networkId, id: sessionId }: Pick<Session, 'networkId' | 'id'>,
  { round, shown, answers }: Pick<Showing, 'round' | 'shown' | 'answers'>,
  shownAt: Date,
): Promise<void> {
  await tx.insert(showings).values({ networkId, sessionId, round, shown, answers, shownAt }).onConflictDoNothing()
}
