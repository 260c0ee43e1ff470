import { and, count, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { statements, statementWordings } from '#db/schema/statements.ts'
import { talkOutcomes } from '#db/schema/talk.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse, wanted } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { RewordStatementInput, WithdrawStatementInput } from './input.ts'

/**
 * Rewords a statement nobody has rated yet. Afterwards its words are what people answered, and stay. The new words are another
 * statement in the same place: a phone may still show the old ones, or keep an answer to them, and that never counts for these.
 */
export async function rewordStatement(
  { db, clock, announce }: Work,
  convening: Convening,
  { statementId, text: typed }: RewordStatementInput,
): Promise<void> {
  const text = wanted(readText(typed, LIMITS.statementText))
  await db.transaction(async (tx) => {
    const old = await mustBeUnrated(tx, convening, statementId)
    if (old.text === text) return
    const id = newId<'statement'>()
    await tx.insert(statements).values({ ...old, id, text, madeFrom: old.id, meaning: null })
    await tx.update(statements).set({ withdrawnAt: clock.now() }).where(theOne(convening, statementId))
    const worded = and(
      eq(statementWordings.networkId, convening.networkId),
      eq(statementWordings.statementId, statementId),
    )
    await tx.update(statementWordings).set({ statementId: id }).where(worded)
    await keepTalked(tx, convening, statementId, id)
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

/** How talk ended stays beside the words as they stand: what it said of the old ones, and what it made of others. */
async function keepTalked(
  tx: Pick<Db, 'update'>,
  { networkId }: Convening,
  from: StatementId,
  to: StatementId,
): Promise<void> {
  const talked = eq(talkOutcomes.networkId, networkId)
  await tx
    .update(talkOutcomes)
    .set({ statementId: to })
    .where(and(talked, eq(talkOutcomes.statementId, from)))
  await tx
    .update(talkOutcomes)
    .set({ newStatementId: to })
    .where(and(talked, eq(talkOutcomes.newStatementId, from)))
}

const theOne = ({ networkId, sessionId }: Convening, statementId: StatementId) =>
  and(
    eq(statements.networkId, networkId),
    eq(statements.sessionId, sessionId),
    eq(statements.id, statementId),
    isNull(statements.withdrawnAt),
    isNull(statements.replacedAt),
  )

/** The statement, as long as nobody has rated it. Refuses where somebody has, or where it is not there. */
export async function mustBeUnrated(
  tx: Pick<Db, 'select'>,
  convening: Convening,
  statementId: StatementId,
): Promise<typeof statements.$inferSelect> {
  const session = await holdSession(tx, convening.sessionId)
  if (session.closedAt) throw refuse('session.closed')
  const [there] = await tx.select().from(statements).where(theOne(convening, statementId))
  if (!there) throw refuse('statement.not_found')
  const given = and(eq(ratings.networkId, convening.networkId), eq(ratings.statementId, statementId))
  const [rated] = await tx.select({ n: count() }).from(ratings).where(given)
  if ((rated?.n ?? 0) > 0) throw refuse('statement.already_rated')
  return there
}
