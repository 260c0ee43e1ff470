import type { Db } from '#db/client.ts'
import type { LongAnswer } from '#server/analysis/matrix.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { findSession } from '#server/session/find.ts'
import { readStatements } from '#server/statement/find.ts'
import type { PartnerId } from '#server/vocabulary/ids.ts'
import { answersShown } from './answers-shown.ts'
import { findInsights } from './insight.ts'

/** A statement on which one's own organisation has people on both sides. */
export interface OwnSplit {
  readonly statementId: string
  /** How many of its people answered. */
  readonly people: number
}

/** Where a partner that allows it is split, for those who run the workshop. */
export interface InsideOne {
  readonly partnerId: PartnerId
  /** Each with the statement as whoever asks reads it: also one that was reworded since it was shown. */
  readonly splits: readonly (OwnSplit & { readonly text: string })[]
}

/**
 * On which statements one's own organisation is split: some of its people for and some against, among the answers shown
 * last. Told to a seat of that organisation alone, and only of statements that this seat answered too, so that nobody learns it
 * by joining under an organisation's name afterwards; and only where as many answered as are needed to show an organisation, for
 * of two people each would learn what the other said. Nothing before answers are shown, and nothing in a named voice.
 */
export async function readInside(db: Db, seat: Seat): Promise<OwnSplit[]> {
  const session = await findSession(db, seat.sessionId)
  if (!seat.partnerId || seat.kind !== 'participant') return []
  const answers = await answersShown(db, session)
  const answered = new Set(
    answers
      .filter(({ person, partner }) => person === seat.id && partner === seat.partnerId)
      .map((one) => one.statement),
  )
  return splitsOf(answers, seat.partnerId, session.minimumCell).filter(({ statementId }) => answered.has(statementId))
}

/** The same for those who run the workshop, of the partners whose own people allow it, and as long as they do. */
export async function readInsideOthers(db: Db, { sessionId }: Convening): Promise<InsideOne[]> {
  const session = await findSession(db, sessionId)
  const allowed = await findInsights(db, session)
  if (allowed.length === 0) return []
  const answers = await answersShown(db, session)
  const statements = await readStatements(db, session.networkId, session.id, { withReplaced: true })
  const textOf = (statementId: string) => statements.find(({ id }) => id === statementId)?.text ?? ''
  return allowed.map((partnerId) => {
    const splits = splitsOf(answers, partnerId, session.minimumCell)
    return { partnerId, splits: splits.map((one) => ({ ...one, text: textOf(one.statementId) })) }
  })
}

function splitsOf(answers: readonly LongAnswer[], partnerId: string, minimum: number): OwnSplit[] {
  const own = answers.filter(({ partner }) => partner === partnerId)
  return [...new Set(own.map(({ statement }) => statement))].flatMap((statementId) => {
    const given = own.filter(({ statement }) => statement === statementId).map(({ answer }) => answer)
    const has = (on: (point: number) => boolean) => given.some((answer) => typeof answer === 'number' && on(answer))
    if (given.length < minimum) return []
    return has((point) => point > MIDDLE) && has((point) => point < MIDDLE)
      ? [{ statementId, people: given.length }]
      : []
  })
}

/** The middle of the five points that people answer on; votes of an import, 1 and 2, are never told from inside. */
const MIDDLE = 3
