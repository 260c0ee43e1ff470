import { and, count, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { statements } from '#db/schema/statements.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse, wanted } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { RewordStatementInput, WithdrawStatementInput } from './input.ts'

/** Rewords a statement nobody has rated yet. Afterwards its words are what people answered, and stay. */
export async function rewordStatement(
  { db, announce }: Work,
  convening: Convening,
  { statementId, text: typed }: RewordStatementInput,
): Promise<void> {
  const text = wanted(readText(typed, LIMITS.statementText))
  await db.transaction(async (tx) => {
    await mustBeUnrated(tx, convening, statementId)
    await tx.update(statements).set({ text }).where(theOne(convening, statementId))
  })
  announce(convening.sessionId, 'statements')
}

/** Takes a statement off the list while nobody has rated it. */
export async function withdrawStatement(
  { db, clock, announce }: Work,
  convening: Convening,
  { statementId }: WithdrawStatementInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    await mustBeUnrated(tx, convening, statementId)
    await tx.update(statements).set({ withdrawnAt: clock.now() }).where(theOne(convening, statementId))
  })
  announce(convening.sessionId, 'statements')
}

const theOne = ({ networkId, sessionId }: Convening, statementId: StatementId) =>
  and(
    eq(statements.networkId, networkId),
    eq(statements.sessionId, sessionId),
    eq(statements.id, statementId),
    isNull(statements.withdrawnAt),
    isNull(statements.replacedAt),
  )

/** Refuses where somebody has rated a statement, or where it is not there. */
export async function mustBeUnrated(
  tx: Pick<Db, 'select'>,
  convening: Convening,
  statementId: StatementId,
): Promise<void> {
  const session = await holdSession(tx, convening.sessionId)
  if (session.closedAt) throw refuse('session.closed')
  const [there] = await tx.select({ id: statements.id }).from(statements).where(theOne(convening, statementId))
  if (!there) throw refuse('statement.not_found')
  const given = and(eq(ratings.networkId, convening.networkId), eq(ratings.statementId, statementId))
  const [rated] = await tx.select({ n: count() }).from(ratings).where(given)
  if ((rated?.n ?? 0) > 0) throw refuse('statement.already_rated')
}
