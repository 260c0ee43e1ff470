import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { statements } from '#db/schema/statements.ts'
import { fieldText } from '#server/field.ts'
import { type NetworkId, newId, type SessionId, type StatementId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Meaning } from '#server/vocabulary/talk.ts'
import type { Statement } from './find.ts'

interface NewWords {
  readonly networkId: NetworkId
  readonly sessionId: SessionId
  readonly at: Date
  readonly text: string
  readonly meaning: Meaning
}

/**
 * Asks a statement in other words from here on: a new one on the same line and in the same place, made from the old. The old
 * keeps every answer it was given. Where the words mean the same these are the new one's answers, too, and nobody is asked
 * again; where the meaning changed it begins without any. The caller holds the session's row.
 */
export async function replaceStatement(
  tx: Pick<Db, 'select' | 'insert' | 'update'>,
  old: Statement,
  { networkId, sessionId, at, text: typed, meaning }: NewWords,
): Promise<StatementId> {
  const text = fieldText('newWords', typed, LIMITS.statementText)
  const theOld = and(eq(statements.networkId, networkId), eq(statements.id, old.id))
  const [row] = await tx.select().from(statements).where(theOld)
  const id = newId<'statement'>()
  const { dimension, facet, fromCard, position } = row as typeof statements.$inferSelect
  const line = { rootId: old.rootId, madeFrom: old.id, meaning, dimension, facet, fromCard, position }
  await tx.insert(statements).values({ networkId, id, sessionId, text, createdAt: at, ...line })
  await tx.update(statements).set({ replacedAt: at }).where(theOld)
  if (meaning === 'same') await copyAnswers(tx, networkId, old.id, id)
  return id
}

async function copyAnswers(
  tx: Pick<Db, 'select' | 'insert'>,
  networkId: NetworkId,
  from: StatementId,
  to: StatementId,
) {
  const given = and(eq(ratings.networkId, networkId), eq(ratings.statementId, from))
  const rows = await tx.select().from(ratings).where(given)
  for (let at = 0; at < rows.length; at += 500)
    await tx.insert(ratings).values(rows.slice(at, at + 500).map((row) => ({ ...row, statementId: to })))
}
