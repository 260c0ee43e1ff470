import { and, eq, sql } from 'drizzle-orm'
import { boardDocs } from '#db/schema/boards.ts'
import { sessions, stepMoves } from '#db/schema/sessions.ts'
import { statements, statementWordings } from '#db/schema/statements.ts'
import { readTemplate } from '#server/plan/templates.ts'
import { writePlan } from '#server/plan/write-plan.ts'
import { refuse, wanted, wantedOrNone } from '#server/refusal.ts'
import { languageNow } from '#server/speaking.ts'
import { findStatements } from '#server/statement/find.ts'
import { findWordings } from '#server/statement/wordings.ts'
import { type Code, newCode } from '#server/vocabulary/code.ts'
import { type NetworkId, newId, type SessionId, type UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { TEMPLATES } from '#server/vocabulary/template.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import type { OpenSessionInput } from './input.ts'
import { readOpening } from './opening.ts'

/** Opens a workshop: its code, its board and its first statements. The rules set here can't be loosened afterwards. */
export async function openSession(
  { db, clock }: Work,
  networkId: NetworkId,
  input: OpenSessionInput,
  by?: UserId,
): Promise<{ sessionId: SessionId; code: Code }> {
  const name = wanted(readText(input.name, LIMITS.title), 'name.needed', 'text.too_long')
  const question = wantedOrNone(readText(input.question, LIMITS.viewText))
  const earlier = input.statementsFrom ? await findStatements(db, networkId, input.statementsFrom) : []
  // Asked for and not there: a workshop that silently lacks its statements can't be compared with the last one.
  if (input.statementsFrom && earlier.length === 0) throw refuse('not_found')
  const typed = input.statements.map((text) => ({
    text: wanted(readText(text, LIMITS.statementText)),
    language: languageNow(),
    dimension: null,
    facet: null,
  }))
  // An organisation that speaks with one voice is named by it.
  if (input.voice === 'named' && input.attribution === 'none') throw refuse('session.named_nobody')
  const { ownTemplate } = input
  const steps = ownTemplate ? await readTemplate(db, networkId, ownTemplate) : TEMPLATES[input.template]
  const sessionId = input.id ?? newId<'session'>()
  const now = clock.now()

  return db.transaction(async (tx) => {
    // The second of two sendings waits for the first, and finds what it opened.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${sessionId}))`)
    const [opened] = await tx.select().from(sessions).where(eq(sessions.id, sessionId))
    if (opened && opened.networkId !== networkId) throw refuse('not_found')
    if (opened) return { sessionId, code: opened.code as Code }
    let code = newCode()
    while ((await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.code, code))).length > 0)
      code = newCode()

    const { template, voice, attribution, firstViews, minimumCell, asksIs, asksMost, moderation } = input
    // Not before: a request that is sent again after the hour opened it already.
    const opensAt = input.opensAt === null ? null : readOpening(input.opensAt, clock)
    const rules = { template, voice, attribution, firstViews, minimumCell, asksIs, asksMost, moderation, opensAt }
    await tx
      .insert(sessions)
      .values({ networkId, id: sessionId, name, question, code, openedAt: now, runByUserId: by ?? null, ...rules })
    const stepId = await writePlan(tx, { networkId, sessionId }, steps)
    await tx
      .update(sessions)
      .set({ stepId })
      .where(and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId)))
    await tx
      .insert(stepMoves)
      .values({ networkId, sessionId, stepNo: 0, step: 'join', stepId, at: now, byUserId: by ?? null })
    await tx.insert(boardDocs).values({ networkId, boardId: sessionId })

    const rows = [...earlier, ...typed].map((statement, i) => {
      const id = newId<'statement'>()
      const rootId = 'rootId' in statement ? statement.rootId : id
      const { text, language, dimension, facet } = statement
      return { networkId, id, sessionId, rootId, text, language, dimension, facet, position: i + 1, createdAt: now }
    })
    if (rows.length > 0) await tx.insert(statements).values(rows)
    const wordings = input.statementsFrom ? await findWordings(tx, networkId, input.statementsFrom) : []
    const again = wordings.flatMap(({ statementId, language, text }) => {
      const copy = rows[earlier.findIndex(({ id }) => id === statementId)]
      return copy ? [{ networkId, statementId: copy.id, language, text }] : []
    })
    if (again.length > 0) await tx.insert(statementWordings).values(again)
    return { sessionId, code }
  })
}
