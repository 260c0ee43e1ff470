import { and, eq } from 'drizzle-orm'
import { statements, statementWordings } from '#db/schema/statements.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { refuse, wantedOrNone } from '#server/refusal.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { mustBeUnrated } from './change-statement.ts'
import type { WordStatementInput } from './input.ts'

/**
 * Says a statement in a second language, and notes which language it was written in; no text takes that wording away. Like
 * its own words, they stay once somebody has rated it: people must all have answered the same.
 */
export async function wordStatement(
  { db, announce }: Work,
  convening: Convening,
  { statementId, written, language, text: typed }: WordStatementInput,
): Promise<void> {
  if (written === language) throw refuse('statement.same_language')
  const text = wantedOrNone(readText(typed, LIMITS.statementText))
  const { networkId, sessionId } = convening
  await db.transaction(async (tx) => {
    await mustBeUnrated(tx, convening, statementId)
    await tx
      .update(statements)
      .set({ language: written })
      .where(and(eq(statements.networkId, networkId), eq(statements.id, statementId)))
    const ofStatement = and(eq(statementWordings.networkId, networkId), eq(statementWordings.statementId, statementId))
    // In the language it was written in, its own words hold.
    for (const tag of [written, language])
      await tx.delete(statementWordings).where(and(ofStatement, eq(statementWordings.language, tag)))
    if (text) await tx.insert(statementWordings).values({ networkId, statementId, language, text })
  })
  announce(sessionId, 'statements')
}
