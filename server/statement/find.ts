import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { statements } from '#db/schema/statements.ts'
import type { NetworkId, SessionId, StatementId } from '#server/vocabulary/ids.ts'
import { type Language, readLanguage } from '#server/vocabulary/language.ts'
import type { Meaning } from '#server/vocabulary/talk.ts'
import { findWordings, inReadersWords, type Wording } from './wordings.ts'

export interface Statement {
  id: StatementId
  rootId: StatementId
  no: number
  text: string
  /** The language of these words; null where nobody knows. */
  language: Language | null
  dimension: 'focus' | 'direction' | null
  facet: string | null
  /** The card on the board that it grew out of. */
  fromCard: string | null
  /** The statement whose words it changed, and whether its answers hold for both; null for a first one. */
  madeFrom: StatementId | null
  meaning: Meaning | null
  /** Whether the talk changed its words: then the new ones are asked. */
  replaced: boolean
}

/**
 * The statements of a session in the order they are asked, numbered from 1. Withdrawn ones are left out; so are those that
 * the talk reworded, unless they are asked for.
 */
export async function findStatements(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
  { withReplaced = false } = {},
): Promise<Statement[]> {
  const rows = await db
    .select()
    .from(statements)
    .where(
      and(
        eq(statements.networkId, networkId),
        eq(statements.sessionId, sessionId),
        isNull(statements.withdrawnAt),
        withReplaced ? undefined : isNull(statements.replacedAt),
      ),
    )
    .orderBy(asc(statements.position), asc(statements.createdAt), asc(statements.id))
  return rows.map(({ id, rootId, text, language, dimension, facet, fromCard, madeFrom, meaning, replacedAt }, i) => ({
    id: id as StatementId,
    rootId: rootId as StatementId,
    no: i + 1,
    text,
    language: readLanguage(language ?? undefined) ?? null,
    dimension,
    facet,
    fromCard,
    madeFrom: madeFrom as StatementId | null,
    meaning,
    replaced: replacedAt !== null,
  }))
}

/** The same as whoever asks reads them: in their own language where the statement has a wording in it. */
export const readStatements = async (
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
  which: { withReplaced?: boolean } = {},
) => inReadersWords(db, networkId, sessionId, await findStatements(db, networkId, sessionId, which))

/** The lines of a network's statements in the order they were first asked, each in its latest words. */
export async function findLines(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
): Promise<{ id: StatementId; text: string; facet: string | null }[]> {
  const rows = await db
    .select({ rootId: statements.rootId, text: statements.text, facet: statements.facet })
    .from(statements)
    .where(and(eq(statements.networkId, networkId), isNull(statements.withdrawnAt)))
    .orderBy(asc(statements.createdAt), asc(statements.position), asc(statements.id))
  // A key that is set again keeps its first place.
  const latest = new Map(rows.map(({ rootId, text, facet }) => [rootId as StatementId, { text, facet }]))
  return [...latest].map(([id, one]) => ({ id, ...one }))
}

/** A statement as the desk needs it. */
export type DeskStatement = Statement & { rated: boolean; wordings: Wording[] }

/** The same for the desk, with its words in other languages, and whether anybody has rated a statement: then its words are what people answered, and stay. */
export async function findDeskStatements(db: Db, networkId: NetworkId, sessionId: SessionId): Promise<DeskStatement[]> {
  const ofSession = and(eq(ratings.networkId, networkId), eq(ratings.sessionId, sessionId))
  const rows = await db.selectDistinct({ id: ratings.statementId }).from(ratings).where(ofSession)
  const rated = new Set(rows.map(({ id }) => id))
  const wordings = await findWordings(db, networkId, sessionId)
  return (await findStatements(db, networkId, sessionId)).map((one) => ({
    ...one,
    rated: rated.has(one.id),
    wordings: wordings.filter(({ statementId }) => statementId === one.id),
  }))
}
