import { and, count, eq, isNull, max } from 'drizzle-orm'
import { statements } from '#db/schema/statements.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse, wanted } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import { languageNow } from '#server/speaking.ts'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { AddStatementInput } from './input.ts'

/** Adds a statement to rate at the end of the list: typed, or out of a card, which it then names. */
export async function addStatement(
  { db, clock, announce }: Work,
  convening: Convening,
  input: AddStatementInput,
): Promise<StatementId> {
  const text = wanted(readText(input.text, LIMITS.statementText))
  const { networkId, sessionId } = convening
  const id = input.statementId ?? newId<'statement'>()
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId)
    if (session.closedAt) throw refuse('session.closed')
    const theOne = and(eq(statements.networkId, networkId), eq(statements.id, id))
    if ((await tx.select({ id: statements.id }).from(statements).where(theOne)).length > 0) return
    const ofSession = and(eq(statements.networkId, networkId), eq(statements.sessionId, sessionId))
    const [last] = await tx
      .select({ position: max(statements.position) })
      .from(statements)
      .where(ofSession)
    const [standing] = await tx
      .select({ n: count() })
      .from(statements)
      .where(and(ofSession, isNull(statements.withdrawnAt), isNull(statements.replacedAt)))
    if ((standing?.n ?? 0) >= LIMITS.statements) throw refuse('statement.too_many', { limit: LIMITS.statements })

    const position = (last?.position ?? 0) + 1
    await tx.insert(statements).values({
      networkId,
      id,
      sessionId,
      rootId: id,
      text,
      language: languageNow(),
      position,
      fromCard: input.fromCard ?? null,
      createdAt: clock.now(),
    })
  })
  announce(sessionId, 'statements')
  return id
}
