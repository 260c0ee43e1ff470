import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { statements } from '#db/schema/statements.ts'
import type { NetworkId, SessionId, StatementId } from '#server/vocabulary/ids.ts'
import { type Language, readLanguage } from '#server/vocabulary/language.ts'
import type { Meaning } from '#server/vocabulary/talk.ts'
import { inReadersWords } from './wordings.ts'

/** A statement that is asked, or was until it got other words or was taken off the list. Days are written out, for pages. */
export interface EverAsked {
  readonly id: StatementId
  readonly text: string
  readonly language: Language | null
  /** Whose words it changed, and whether an answer to those is one to these; null for a first one. */
  readonly madeFrom: StatementId | null
  readonly meaning: Meaning | null
  readonly from: string
  /** Null while it is asked. */
  readonly until: string | null
}

/** Every statement that a session asks or ever asked, in the order they are asked: paper keeps the words it was printed with. */
export async function findEverAsked(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
): Promise<EverAsked[]> {
  const rows = await db
    .select()
    .from(statements)
    .where(and(eq(statements.networkId, networkId), eq(statements.sessionId, sessionId)))
    .orderBy(asc(statements.position), asc(statements.createdAt), asc(statements.id))
  const goneAt = new Map(rows.map(({ id, withdrawnAt, replacedAt }) => [id, withdrawnAt ?? replacedAt]))
  const ever = rows.map(({ id, text, language, madeFrom, meaning, createdAt }) => ({
    id: id as StatementId,
    text,
    language: readLanguage(language ?? undefined) ?? null,
    madeFrom: madeFrom as StatementId | null,
    meaning,
    // Other words stand from when the old ones went, whenever their line began.
    from: ((madeFrom && goneAt.get(madeFrom)) || createdAt).toISOString(),
    until: goneAt.get(id)?.toISOString() ?? null,
  }))
  return inReadersWords(db, networkId, sessionId, ever)
}
