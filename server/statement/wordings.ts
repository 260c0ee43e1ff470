import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { statements, statementWordings } from '#db/schema/statements.ts'
import { languageNow } from '#server/speaking.ts'
import type { NetworkId, SessionId, StatementId } from '#server/vocabulary/ids.ts'
import { type Language, readLanguage } from '#server/vocabulary/language.ts'

/** A statement in another language than it was written in. */
export interface Wording {
  readonly statementId: StatementId
  readonly language: Language
  readonly text: string
}

/** What a session's statements say in other languages. */
export async function findWordings(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
): Promise<Wording[]> {
  const ofSession = db
    .select({ id: statements.id })
    .from(statements)
    .where(and(eq(statements.networkId, networkId), eq(statements.sessionId, sessionId)))
  const rows = await db
    .select()
    .from(statementWordings)
    .where(and(eq(statementWordings.networkId, networkId), inArray(statementWordings.statementId, ofSession)))
    .orderBy(asc(statementWordings.statementId), asc(statementWordings.language))
  return rows.flatMap(({ statementId, language: tag, text }) => {
    const language = readLanguage(tag)
    return language ? [{ statementId: statementId as StatementId, language, text }] : []
  })
}

type Worded = { readonly id: string; readonly text: string; readonly language?: string | null }

/** In which language each of a session's statements was written, where somebody knows. */
async function findWritten(db: Pick<Db, 'select'>, networkId: NetworkId, sessionId: SessionId) {
  const rows = await db
    .select({ id: statements.id, language: statements.language })
    .from(statements)
    .where(and(eq(statements.networkId, networkId), eq(statements.sessionId, sessionId)))
  return new Map(rows.map(({ id, language }) => [id, readLanguage(language ?? undefined) ?? null]))
}

/**
 * These statements of a session as whoever asks reads them: in their own language where it has a wording, else as they were
 * written, with the language they are in. Only for reading: what is stored, signed or compared keeps the words that were written.
 */
export async function inReadersWords<S extends Worded>(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  sessionId: SessionId,
  those: readonly S[],
): Promise<S[]> {
  const wordings = await findWordings(db, networkId, sessionId)
  const written = those.some(({ language }) => language === undefined)
    ? await findWritten(db, networkId, sessionId)
    : undefined
  const now = languageNow()
  return those.map((one) => {
    const language = one.language === undefined ? (written?.get(one.id) ?? null) : one.language
    const wording =
      language !== now && wordings.find(({ statementId, language: own }) => statementId === one.id && own === now)
    return wording ? { ...one, text: wording.text, language: now } : { ...one, language }
  })
}
