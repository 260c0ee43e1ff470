import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { talkOutcomes } from '#db/schema/talk.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { type TalkItem, talkList } from '#server/analysis/talk-list.ts'
import { findAuthoriserLabels } from '#server/authoriser/find-labels.ts'
import { readShownStatements } from '#server/disagreement/read-statements.ts'
import type { Session } from '#server/session/find.ts'
import { findStatements, type Statement } from '#server/statement/find.ts'
import type { AuthoriserId, StatementId } from '#server/vocabulary/ids.ts'
import { isByMiddles, type Label, labelOf } from '#server/vocabulary/label.ts'
import type { Meaning, Outcome } from '#server/vocabulary/talk.ts'

/** How the talk about a statement ended, as it stands. */
export interface TalkOutcome {
  readonly statementId: StatementId
  readonly outcome: Exclude<Outcome, 'open'>
  readonly note: string
  readonly at: string
  /** What it was reworded to, and whether its answers hold for the new words or it is asked again. */
  readonly reworded: { readonly statementId: StatementId; readonly text: string; readonly meaning: Meaning } | null
  /** Whom it was sent to; the name only for those who may read the register of who backs the network. */
  readonly sentTo: { readonly authoriserId: AuthoriserId; readonly label: string } | null
}

/** One statement that was talked about or should be: with its words, why, whom to ask, and how it ended. */
export interface TalkLine {
  readonly statementId: string
  readonly text: string
  readonly kind: TalkItem['kind'] | null
  /** What is said of it where it stands among the statements: that it isn't clear yet, too. Of a workshop kept long ago unknown. */
  readonly label?: Label | null
  /** Whether it goes by where partners are told to stand alone. Of a workshop kept long ago unknown. */
  readonly byMiddle?: boolean
  readonly askFirst: readonly string[]
  readonly ended: TalkOutcome | null
}

/**
 * What the room should talk about by what it was shown last, in order, and how it ended. What was talked about though it isn't
 * on the list by now comes last. Empty until answers are shown.
 */
export async function findTalk(
  db: Pick<Db, 'select'>,
  session: Session,
  { readsRegister }: { readsRegister: boolean },
): Promise<TalkLine[]> {
  const shown = await readShownStatements(db, session)
  if (!shown) return []
  const statements = await findStatements(db, session.networkId, session.id, { withReplaced: true })
  const outcomes = await findOutcomes(db, session, statements, readsRegister)
  return linesOf(shown, outcomes, new Map<string, string>(statements.map(({ id, text }) => [id, text])))
}

/** A list that was kept, as it is told of the statements today: how talk ended stays as it was written down. */
export const talkRetold = (kept: readonly TalkLine[], statements: readonly StatementReport[]): TalkLine[] =>
  linesOf(
    statements,
    new Map(kept.flatMap(({ statementId, ended }) => (ended ? [[statementId, ended]] : []))),
    new Map(kept.map(({ statementId, text }) => [statementId, text])),
  )

function linesOf(
  statements: readonly StatementReport[],
  outcomes: ReadonlyMap<string, TalkOutcome>,
  texts: ReadonlyMap<string, string>,
): TalkLine[] {
  const told = new Map(statements.map((statement) => [statement.id, statement]))
  const listed = talkList({ statements })
  const beside = [...outcomes.keys()].filter((id) => !listed.some(({ statementId }) => statementId === id))
  return [...listed, ...beside.map((statementId) => ({ statementId, kind: null, askFirst: [] }))].map((item) => {
    const statement = told.get(item.statementId)
    return {
      ...item,
      ...(statement && isByMiddles(statement) && { byMiddle: true }),
      label: statement ? labelOf(statement) : null,
      text: statement?.text ?? texts.get(item.statementId) ?? '',
      ended: outcomes.get(item.statementId) ?? null,
    }
  })
}

/** How the talk about each statement stands: the last that was written down counts, and what was reworded stays so. */
async function findOutcomes(
  db: Pick<Db, 'select'>,
  { networkId, id }: Session,
  statements: readonly Statement[],
  readsRegister: boolean,
): Promise<Map<string, TalkOutcome>> {
  const rows = await db
    .select()
    .from(talkOutcomes)
    .where(and(eq(talkOutcomes.networkId, networkId), eq(talkOutcomes.sessionId, id)))
    .orderBy(asc(talkOutcomes.at), asc(talkOutcomes.id))
  const labels = readsRegister ? await findAuthoriserLabels(db, networkId) : undefined
  const standing = new Map<string, TalkOutcome>()
  const rewordings = new Map<string, TalkOutcome>()
  for (const { outcome, statementId, newStatementId, authoriserId, note, at } of rows) {
    const rewording = rewordings.get(statementId)
    standing.delete(statementId)
    if (outcome === 'open') {
      // New words are asked already: what is taken back is what was written after them.
      if (rewording) standing.set(statementId, rewording)
      continue
    }
    const made = statements.find((one) => one.id === newStatementId)
    const label = authoriserId ? labels?.get(authoriserId) : undefined
    const reworded = made ? { statementId: made.id, text: made.text, meaning: made.meaning ?? 'changed' } : null
    const ended: TalkOutcome = {
      ...{ statementId: statementId as StatementId, outcome, note, at: at.toISOString() },
      reworded: reworded ?? rewording?.reworded ?? null,
      sentTo: authoriserId && label !== undefined ? { authoriserId: authoriserId as AuthoriserId, label } : null,
    }
    if (reworded) rewordings.set(statementId, ended)
    standing.set(statementId, ended)
  }
  return standing
}
