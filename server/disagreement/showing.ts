import { and, asc, eq, lt, ne, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { showings } from '#db/schema/showings.ts'
import type { LongAnswer } from '#server/analysis/matrix.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import type { Session } from '#server/session/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Question } from '#server/vocabulary/rating-scale.ts'
import type { Disagreement, KeptStatements } from './disagreement.ts'

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
  const [row] = await db.select().from(showings).where(shownOf({ networkId, id }, round))
  return row && read(row)
}

const shownOf = ({ networkId, id }: Pick<Session, 'networkId' | 'id'>, round: number) =>
  and(eq(showings.networkId, networkId), eq(showings.sessionId, id), eq(showings.round, round))

/** The statements alone of what was shown of a round, as they were kept. */
export async function findShownStatements(
  db: Pick<Db, 'select'>,
  session: Pick<Session, 'networkId' | 'id'>,
  round: number,
): Promise<KeptStatements | undefined> {
  const [row] = await db.select(statementsIn(showings.shown)).from(showings).where(shownOf(session, round))
  return row?.statements ? { ...row, statements: row.statements } : undefined
}

/** Of what was shown, kept in this column, what is read for its statements alone. */
export const statementsIn = (shown: PgColumn) => ({
  rules: sql<number | null>`${shown}->'rules'`,
  minimumCell: sql<number | null>`${shown}->'report'->'minimumCell'`,
  statements: sql<StatementReport[] | null>`${shown}->'report'->'statements'`,
})

/** Everything that was shown beside a workshop's last round: by others of the network, and in its own rounds before; the earliest first. */
export async function findOtherShowings(
  db: Pick<Db, 'select'>,
  { networkId, id, shownRound }: Pick<Session, 'networkId' | 'id' | 'shownRound'>,
): Promise<Showing[]> {
  const others = and(eq(showings.networkId, networkId), or(ne(showings.sessionId, id), lt(showings.round, shownRound)))
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
